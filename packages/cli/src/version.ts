import { readFileSync } from 'node:fs'

export interface OwnPackage {
  readonly version: string
  readonly bugs?: { readonly url: string }
}

export function ownPackage(): OwnPackage {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as OwnPackage
}

export function cliVersion(): string {
  return ownPackage().version
}
