// Makes of the modules that `tsc -b` wrote to `build` what is published in `dist`, beside the declarations: a file for each
// entry of package.json, and shared chunks, so that a class is one and the same whichever entry it came from. What is
// imported dynamically stays so. As a hundred modules, it kept a starting process 40 ms longer from its first answer
// (Node 20.20, 2 cores).
//
// By Rollup, because it leaves the names of classes alone: esbuild makes `ProblemDetails` a `_ProblemDetails`, or else names
// every closure of every request.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { rollup } from 'rollup'

const here = import.meta.dirname
const dist = join(here, 'dist')
const { exports } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
const entries = Object.values(exports).flatMap((entry) => entry.default ?? [])

const bundle = await rollup({
  input: entries.map((entry) => join(here, entry.replace('./dist/', 'build/'))),
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
const { output } = await bundle.write({
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
