import type { Build } from '../builds/build.js'
import { counted } from './counted.js'
import type { Host } from '../host.js'
import { paintFor } from './paint.js'

/** A list without the endpoints and handlers that have errors looks complete, so it says that it is not. */
export function tellWhatIsMissing({ diagnostics }: Build, host: Host): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  if (errors === 0) return
  const paint = paintFor(host.stderr, host.env)
  host.stderr.write(
    `${paint.yellow('!')} ${counted(errors, 'error')}: what has errors is missing here; critter codegen --check shows them\n`,
  )
}
