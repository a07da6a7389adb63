import { printer } from 'prettier/doc'
import type { GeneratedFile } from '../compile-result.js'
import { hardline, lines, type Code } from './code.js'
import { resolveImports } from './imports.js'
import type { FileContext } from './module-specifier.js'

export interface FileContent {
  /** Lines of comment at the top, without `//`. */
  readonly header: readonly string[]
  readonly body: Code
  /** Every name the body declares itself, at the top or in a function: an imported symbol of that name is renamed. */
  readonly names: Iterable<string>
}

/** Lays a generated file out at 100 columns; what comes out is what prettier would leave as it is. */
export function printFile(
  { header, body, names }: FileContent,
  context: FileContext,
): GeneratedFile {
  const resolved = resolveImports(body, names, context)
  const top = lines([
    ...header.map((each) => `// ${each}`),
    ...(resolved.imports === undefined ? [] : [resolved.imports]),
  ])
  const file: Code = [top, hardline, hardline, resolved.body, hardline]
  const { formatted } = printer.printDocToString(file, layout)
  return { path: context.path, text: formatted }
}

const layout = { printWidth: 100, tabWidth: 2, useTabs: false }
