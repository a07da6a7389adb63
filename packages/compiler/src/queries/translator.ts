import type { DiagnosticCode } from '../diagnostics/catalog.js'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { Expression, Lambda, VariableExpression } from '../model/expression.js'
import type { SourceLocation } from '../model/source-location.js'
import type { Root } from './roots.js'
import type { Known } from './known.js'
import { Parameters, type Parameter, type Writer } from './parameters.js'
import { quoteIdentifier, sql, type Sql } from './sql.js'
import { printKnown } from './print-known.js'

/** What the parts of the translation of one statement share. */
export class Translation {
  readonly parameters = new Parameters()
  readonly diagnostics: Diagnostic[] = []
  readonly #roots = new Map<number, Root>()
  readonly #aliases = new Set<string>()

  /** Says what the parameter of an arrow function stands for. */
  enter(variable: VariableExpression, root: Root): void {
    this.#roots.set(variable.id, root)
  }

  rootOf({ id, name }: VariableExpression): Root {
    const root = this.#roots.get(id)
    if (root === undefined) throw new Error(`nothing is known of ${name}`)
    return root
  }

  /** A name of its own for the elements of a list, after the parameter of the arrow function. */
  alias(name: string): string {
    const plain = taken.has(name.toLowerCase()) ? `${name}_each` : name
    let alias = plain
    for (let number = 2; this.#aliases.has(alias); number++) alias = `${plain}${number}`
    this.#aliases.add(alias)
    return /^[a-z][a-z0-9_]*$/.test(alias) ? alias : quoteIdentifier(alias)
  }

  bind(expression: Expression, writer: Writer, cast: string): Sql {
    const { type } = expression
    const bound = this.bindKnown(printKnown(expression), writer, cast)
    return { ...bound, mayBeNull: type.null || type.undefined }
  }

  bindKnown({ text }: Known, writer: Writer, cast: string): Sql {
    return this.bindParameter({ kind: 'value', writer, value: text }, cast)
  }

  bindParameter(parameter: Parameter, cast: string): Sql {
    return sql(`${this.parameters.add(parameter)}::${cast}`)
  }

  /** Reports what cannot be translated; what comes back only keeps the rest going. */
  refuse(
    node: { readonly location: SourceLocation },
    message: string,
    help: string,
    code: DiagnosticCode = 'query-not-translatable',
  ): Sql {
    this.diagnostics.push(diagnostic(code, node.location, { message, help }))
    return sql('null', { mayBeNull: true })
  }
}

/** Columns and tables of the statements themselves, and words that Postgres reads otherwise. */
const taken: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_date
  data default deferrable desc distinct do document else end except false fetch for foreign from grant group having id in
  initially intersect into lateral leading limit localtime localtimestamp new not null offset old on only or order page
  placing primary references returning revision select session_user some symmetric table tenant then to total trailing true
  union unique user using value variadic when where window with`.split(/\s+/),
)

export function isLambda(argument: Expression | Lambda | undefined): argument is Lambda {
  return argument?.kind === 'lambda'
}
