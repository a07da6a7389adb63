// node bundle.mjs FOLDER…: makes of the modules that `tsc -b` wrote to `build` what is published in `dist`, beside the
// declarations: a file for each entry of package.json, and shared chunks, so that a class is one and the same whichever
// entry it came from. What is imported dynamically stays so. As a hundred modules, the runtime kept a starting process
// 40 ms longer from its first answer; as almost three hundred, the compiler each build 90 ms (Node 20.20, 2 cores).
//
// By Rollup, because it leaves the names of classes alone: esbuild makes `ProblemDetails` a `_ProblemDetails`, or else names
// every closure of every request.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { rollup } from 'rollup'

for (const folder of process.argv.slice(2)) await bundle(resolve(folder))

async function bundle(here) {
  const dist = join(here, 'dist')
  const { exports } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
  const entries = Object.values(exports).flatMap((entry) => entry.default ?? [])

  const { write } = await rollup({
    input: entries.map((entry) => join(here, entry.replace('./dist/', 'build/'))),
    // Expressions hold expressions, so those who translate them call each other; none does while it is loaded.
    onwarn: (warning, warn) => (warning.code === 'CIRCULAR_DEPENDENCY' ? undefined : warn(warning)),
    external: (name) => !name.startsWith('.') && !isAbsolute(name),
    plugins: [
      {
        name: 'source-maps',
        load: (file) => ({
          code: readFileSync(file, 'utf8'),
          map: readFileSync(`${file}.map`, 'utf8'),
        }),
      },
    ],
  })
  const { output } = await write({
    dir: dist,
    // As deep as `src/postgres`, so that the path to the migrations is the same from both.
    chunkFileNames: 'chunks/[name].js',
    minifyInternalExports: false,
    sourcemap: true,
    sourcemapExcludeSources: true, // `src` is published, too.
  })

  // What earlier builds called otherwise would be published, too.
  const written = new Set(output.map(({ fileName }) => join(dist, fileName)))
  for (const name of readdirSync(dist, { recursive: true })) {
    const path = join(dist, name)
    if (/\.js(\.map)?$/.test(path) && !written.has(path)) rmSync(path)
  }
}
