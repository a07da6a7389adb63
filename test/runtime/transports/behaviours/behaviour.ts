import type { Workbench } from '../support/workbench.js'

/** What a transport does, by its name. */
export type Behaviours<Name extends string> = Readonly<
  Record<Name, (bench: Workbench) => Promise<void>>
>

/** Keeps the names, which deviations are listed by. */
export function behaviours<Name extends string>(all: Behaviours<Name>): Behaviours<Name> {
  return all
}
