import { posix } from 'node:path'

export interface Import {
  /** As written, with `./` or `../`. */
  readonly specifier: string
  /** Relative to the output folder, with `.ts`. */
  readonly target: string
  readonly name: string
}

/** What one of our files imports of relative modules, as our printer lays it out: no need of a parser. */
export function importsOf(path: string, text = ''): readonly Import[] {
  return Array.from(text.matchAll(/^import (?:type )?{([^}]*)} from '(\.[^']*)'/gm)).flatMap(
    ([, names = '', specifier = '']) => {
      const target = `${posix.join(posix.dirname(path), specifier).replace(/\.[jt]s$/, '')}.ts`
      return names
        .split(',')
        .map((name) =>
          name
            .trim()
            .replace(/^type /, '')
            .replace(/ as .*$/, ''),
        )
        .filter((name) => name !== '')
        .map((name) => ({ specifier, target, name }))
    },
  )
}
