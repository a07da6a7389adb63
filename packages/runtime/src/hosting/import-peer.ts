import { MissingPackageError } from './errors.js'

/** An optional peer, or an error that says what needs it and how to get it. */
export async function importPeer<T>(
  name: string,
  load: () => Promise<T>,
  neededFor: string,
): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const isMissing =
      (error as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND' &&
      error instanceof Error &&
      error.message.includes(`'${name}'`)
    if (!isMissing) throw error
    throw new MissingPackageError(
      name,
      `${neededFor} needs the package "${name}", which is not installed. Run "npm install ${name}".`,
      { cause: error },
    )
  }
}
