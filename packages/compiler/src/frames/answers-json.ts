import type { Frame } from './frame.js'

/** When all goes well: then a client that refuses JSON is told before anything runs. */
export function answersJson(frames: readonly Frame[]): boolean {
  return frames.some((frame) => {
    if (frame.kind === 'region') return answersJson(frame.frames)
    return frame.kind === 'respond' && frame.answers.some((each) => each.kind === 'json')
  })
}
