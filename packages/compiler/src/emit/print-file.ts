import { printer, utils } from 'prettier/doc'
import type { GeneratedFile } from '../compile-result.js'
import { hardline, lines, type Code } from './code.js'
import { resolveImports } from './imports.js'
import { isPlain, layOut, prepare, type Label } from './lay-out.js'
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
  const labels: Label[] = []
  prepare(body, (each) => labels.push(each))
  const { imports, imported, nameOf } = resolveImports(labels, names, context)
  const top = lines([
    ...header.map((each) => `// ${each}`),
    ...(imports === undefined ? [] : [imports]),
  ])
  const file: Code = [top, hardline, hardline, body, hardline]
  prepare(top, () => undefined)
  const text = layOut(file, nameOf, layout)
  return {
    path: context.path,
    text: isPlain(text) ? text : layOutByWidth(file, nameOf),
    facts: imported.length === 0 ? {} : { imports: imported },
  }
}

const layout = { printWidth: 100, tabWidth: 2, useTabs: false }

/** Prettier itself knows how wide each character is that stands in a comment, a string or a name. */
function layOutByWidth(file: Code, nameOf: (label: Label) => string | undefined): string {
  const named = utils.mapDoc(file, (each: Code) =>
    typeof each === 'string' || Array.isArray(each) || each.type !== 'label'
      ? each
      : (nameOf(each) ?? each),
  )
  return printer.printDocToString(named, layout).formatted
}
