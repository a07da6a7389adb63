export { default } from 'typescript'

/** For the next process: what V8 has compiled of TypeScript by now. Does nothing where that is kept already, or cannot be. */
export function keepCompiledTypeScript(): void
