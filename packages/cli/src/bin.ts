import { processHost } from './host.js'
import { run } from './program.js'

// Not process.exit: what is still on its way into a pipe would be lost.
process.exitCode = await run(process.argv.slice(2), processHost())
