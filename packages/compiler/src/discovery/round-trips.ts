import ts from '#typescript'
import type { ProgramView } from './program-view.js'
import { hidesReads, isSessionRead } from './session-calls.js'

/** What running a piece of code costs at most. Reads that are asked for before the next `await` leave together. */
interface Cost {
  /** `undefined`: a loop or a call elsewhere hides them. */
  readonly trips: number | undefined
  /** A read was asked for and not waited for yet. */
  readonly pending: boolean
}
const nothing: Cost = { trips: 0, pending: false }

export function countRoundTrips(body: ts.Block, view: ProgramView): number | undefined {
  const { trips, pending } = new RoundTrips(view).statements(body.statements, nothing)
  // What is returned without `await` is awaited by the caller.
  return trips === undefined ? undefined : trips + (pending ? 1 : 0)
}

class RoundTrips {
  readonly #view: ProgramView

  constructor(view: ProgramView) {
    this.#view = view
  }

  statements(list: readonly ts.Statement[], before: Cost): Cost {
    let cost = before
    for (const [index, statement] of list.entries()) {
      if (ts.isIfStatement(statement) && leaves(statement.thenStatement)) {
        const decided = this.#node(statement.expression, cost)
        const left = this.#node(statement.thenStatement, decided)
        const otherwise = statement.elseStatement
          ? this.#node(statement.elseStatement, decided)
          : decided
        return longer(left, this.statements(list.slice(index + 1), otherwise))
      }
      cost = this.#node(statement, cost)
    }
    return cost
  }

  #node(node: ts.Node, before: Cost): Cost {
    // Nothing that follows tells more, and the checker need not look at it.
    if (before.trips === undefined) return before
    if (ts.isBlock(node)) return this.statements(node.statements, before)
    if (ts.isIfStatement(node)) {
      return this.#branch(node.expression, [node.thenStatement, node.elseStatement], before)
    }
    if (ts.isConditionalExpression(node)) {
      return this.#branch(node.condition, [node.whenTrue, node.whenFalse], before)
    }
    if (ts.isIterationStatement(node, false)) return this.#repeated(node, before)
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return this.#within(node, before)
    const children = this.#children(node, before)
    if (ts.isAwaitExpression(node)) return waited(children)
    if (!ts.isCallExpression(node)) return children
    if (isSessionRead(node, this.#view)) return { ...children, pending: true }
    return hidesReads(node, this.#view) ? { ...children, trips: undefined } : children
  }

  #children(node: ts.Node, before: Cost): Cost {
    let cost = before
    ts.forEachChild(node, (each) => {
      if (!ts.isTypeNode(each)) cost = this.#node(each, cost)
    })
    return cost
  }

  #branch(condition: ts.Node, branches: readonly (ts.Node | undefined)[], before: Cost): Cost {
    const decided = this.#node(condition, before)
    return branches
      .map((each) => (each === undefined ? decided : this.#node(each, decided)))
      .reduce(longer)
  }

  /** Nothing is known of how often. */
  #repeated(loop: ts.Node, before: Cost): Cost {
    const once = this.#children(loop, nothing)
    return once.trips === 0 && !once.pending ? before : { trips: undefined, pending: false }
  }

  /** A callback that only asks, as in `ids.map((id) => session.load(Todo, id))`, asks in one turn. */
  #within(inner: ts.Node, before: Cost): Cost {
    const once = this.#children(inner, nothing)
    if (once.trips !== 0) return { ...before, trips: undefined }
    return once.pending ? { ...before, pending: true } : before
  }
}

function waited({ trips, pending }: Cost): Cost {
  if (!pending) return { trips, pending }
  return { trips: trips === undefined ? undefined : trips + 1, pending: false }
}

function longer(a: Cost, b: Cost): Cost {
  const pending = a.pending || b.pending
  if (a.trips === undefined || b.trips === undefined) return { trips: undefined, pending }
  const total = (each: Cost) => (each.trips ?? 0) + (each.pending ? 1 : 0)
  return total(a) >= total(b) ? a : b
}

/** Whether nothing after the statement is reached. */
export function leaves(statement: ts.Statement): boolean {
  if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) return true
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : undefined
  return last !== undefined && leaves(last)
}
