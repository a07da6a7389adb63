/**
 * One process in one class: its state (fields with their first values, and `apply…` methods that change them), and what each
 * message does: every public static method is the handler of its first parameter, but for `complete`, which is asked after every
 * step, and `notFound`. `@Process` says the rest.
 */
export abstract class ProcessManager {
  /** The stream of this process. Set when it is read; empty in a test that names none. */
  readonly id: string = ''
  /** `ended` once one of `endsWith` is recorded: then messages change nothing any more. */
  readonly status: 'running' | 'ended' = 'running'
}
