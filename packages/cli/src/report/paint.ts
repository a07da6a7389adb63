import picocolors from 'picocolors'
import type { Host, Output } from '../host.js'

/** Paints text, or leaves it as it is where `isColorSupported` is false. */
export type Paint = ReturnType<typeof picocolors.createColors>

/** Colours on a terminal that has them, unless `NO_COLOR`; elsewhere only with `FORCE_COLOR` (no-color.org, force-color.org). */
export function paintFor(output: Output, env: Host['env']): Paint {
  return picocolors.createColors(wantsColor(output, env))
}

function wantsColor(output: Output, { NO_COLOR, FORCE_COLOR, TERM }: Host['env']): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return output.isTTY && TERM !== 'dumb'
}
