import { creates } from '../frames/flow.js'
import type { Frame } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'

/** Names of every variable by id: what people call it, with a number only where the name is taken. */
export function nameVariables(
  frames: readonly Frame[],
  nameFor: (variable: Variable) => string,
): Readonly<Record<number, string>> {
  const taken = new Set(reserved)
  const names: Record<number, string> = {}
  for (const variable of frames.flatMap(variablesIn)) {
    if (names[variable.id] !== undefined) continue
    names[variable.id] = free([identifier(nameFor(variable)), variable.otherwise], taken)
  }
  return names
}

/** In the order in which they are read on the page. */
function variablesIn(frame: Frame): readonly Variable[] {
  if (frame.kind !== 'region') return creates(frame)
  return [
    ...frame.frames.flatMap(variablesIn),
    ...frame.catches.flatMap((each) => [each.variable, ...creates(each.call)]),
  ]
}

function free(
  [wanted, otherwise]: readonly [string, string | undefined],
  taken: Set<string>,
): string {
  let name = taken.has(wanted) && otherwise !== undefined ? otherwise : wanted
  for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`
  taken.add(name)
  return name
}

/** Whether generated code can call a variable so, as it is. */
export function isVariableName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !reserved.includes(name)
}

function identifier(wanted: string): string {
  const name = wanted.replace(/[^\p{ID_Continue}$]+/gu, '')
  return /^[\p{ID_Start}$_]/u.test(name) ? name : 'value'
}

/** Words of the language that are no variable names in a module, and the names every generated method uses itself. */
const reserved: readonly string[] = [
  ...'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'.split(
    ' ',
  ),
  ...['http', 'newId', 'hasErrors', 'readOne', 'readAll', 'readJson', 'startLoad', 'Promise'],
  ...['toText', 'toNumber', 'toBoolean', 'toBigInt', 'toDate'],
]
