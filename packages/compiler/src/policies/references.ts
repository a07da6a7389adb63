import { posix } from 'node:path'
import { nearest } from '../diagnostics/near-names.js'
import type { ExportName, FoundExport, NamedExports } from '../model/named-exports.js'
import { runtimePackage } from '../vocabulary.js'

/** What a policy named, or why there is no such thing. */
export type Reference =
  | (Extract<FoundExport, { kind: 'found' }> & { readonly ref: string })
  | { readonly kind: 'unknown'; readonly message: string; readonly help: string | undefined }

/** `./src/orders/order.ts#Order`, relative to the folder of the config. */
export function findReference(ref: string, folder: string, exports: NamedExports): Reference {
  const name = parse(ref, folder)
  if (name === undefined) {
    const message = `\`${ref}\` names no file and export`
    return unknown(message, ofPackage(ref) ?? howToWrite)
  }
  const found = exports.find(name)
  switch (found.kind) {
    case 'found':
      return { ...found, ref }
    case 'no-file': {
      const message = `There is no ${name.file} among the sources, which \`${ref}\` names`
      const [near] = found.near
      return unknown(message, near === undefined ? undefined : `Did you mean './${near}'?`)
    }
    case 'no-export': {
      const near = nearest(name.name, found.exports)
      const message = `${name.file} exports no type ${name.name}, which \`${ref}\` names`
      return unknown(message, near === undefined ? undefined : `Did you mean ${near}?`)
    }
  }
}

/** The method of a class that was found. */
export function findMethod(reference: Reference, method: string): Reference {
  if (reference.kind === 'unknown') return reference
  const { methods, type, ref } = reference
  if (methods === undefined) {
    const message = `\`${ref}\` is no class, so it has no method ${method} to call`
    const help = `Name a class: one that implements ${type.name}, or make ${type.name} an abstract class, which the application supplies one of`
    return unknown(message, help)
  }
  if (methods.includes(method)) return reference
  const near = nearest(method, methods)
  const message = `${type.name} has no public method ${method}`
  return unknown(message, near === undefined ? undefined : `Did you mean ${near}?`)
}

const howToWrite = `Write './path/from/the/config.ts#Name', or '${runtimePackage}#Name'`

/** `pg#Pool`: what a package exports has a name in the sources when one of them exports it as well. */
function ofPackage(ref: string): string | undefined {
  const [module = '', name = ''] = ref.split('#')
  const isPackage = /^(node:|@[\w.-]+\/)?[a-z][\w-]*(\/[\w./-]+)?$/.test(module)
  if (!isPackage || name === '') return undefined
  return `Export it from a file of yours, export { ${name} } from '${module}', and name that: './path/from/the/config.ts#${name}'`
}

function unknown(message: string, help: string | undefined): Reference {
  return { kind: 'unknown', message, help }
}

function parse(ref: string, folder: string): ExportName | undefined {
  const [file = '', name = '', ...more] = ref.split('#')
  if (name === '' || more.length > 0) return undefined
  if (file === runtimePackage) return { file, name }
  if (!/^\.\.?\//.test(file)) return undefined
  return { file: posix.normalize(posix.join(folder, file)), name }
}
