import { createCompiler, defaultOptions } from '../../packages/compiler/dist/index.js'

const compiler = await createCompiler({ root: process.argv[2], ...defaultOptions })
await compile()
process.on('message', compile)

async function compile() {
  const began = performance.now()
  const before = process.cpuUsage()
  const { diagnostics } = await compiler.compile()
  const ms = performance.now() - began
  const { user, system } = process.cpuUsage(before)
  const cpuMs = (user + system) / 1000
  process.send({
    ms,
    cpuMs,
    errors: diagnostics.filter(({ severity }) => severity === 'error').length,
  })
}
