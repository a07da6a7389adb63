import type { Frame } from './frame.js'
import { stepsIn } from './within.js'

/** When all goes well: then a client that refuses JSON is told before anything runs. */
export function answersJson(frames: readonly Frame[]): boolean {
  return stepsIn(frames).some(
    (frame) => frame.kind === 'respond' && frame.answers.some((each) => each.kind === 'json'),
  )
}
