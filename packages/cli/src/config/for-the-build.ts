import { existsSync, readFileSync } from 'node:fs'

/** Policies import at least a type of ours; what does not is part of the application, or of nothing. */
export function isForTheBuild(file: string): boolean {
  return existsSync(file) && /from\s*['"]@critter\/cli['"]/.test(readFileSync(file, 'utf8'))
}
