import type { BusboyFileStream } from '@fastify/busboy'
import { UploadedFile } from './uploaded-file.js'
import { formValues, type FormEntry, type FormValues } from './parse-form.js'

/** How much a form may bring. The whole of it is in memory, so `bytes` is what an upload costs at most. */
export interface UploadLimits {
  /** The longest body, in bytes. Default: 10_485_760. */
  readonly bytes: number
  /** The longest file, in bytes. Default: as long as the body. */
  readonly fileBytes: number
  /** How many files. Default: 20. */
  readonly files: number
}

export type ParsedMultipart =
  | { readonly kind: 'form'; readonly values: FormValues }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'too-much'; readonly detail: string }

// More than any form has, and few enough that nobody makes a million objects of ten megabytes.
const mostFields = 1000

export async function parseMultipart(
  bytes: Uint8Array,
  contentType: string,
  limits: UploadLimits,
): Promise<ParsedMultipart> {
  // Most applications take no files.
  const { Busboy } = await import('@fastify/busboy')
  return new Promise((resolve) => {
    const entries: FormEntry[] = []
    const malformed = (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      resolve({ kind: 'malformed', detail: `The form could not be read: ${reason}.` })
    }
    const tooMuch = (detail: string) => resolve({ kind: 'too-much', detail })
    let parser: InstanceType<typeof Busboy>
    try {
      parser = new Busboy({
        headers: { 'content-type': contentType },
        limits: {
          fieldNameSize: 200,
          fieldSize: limits.bytes,
          fields: mostFields,
          files: limits.files,
          // One more, because Busboy says so of a file that is as long as the limit.
          fileSize: limits.fileBytes + 1,
          parts: mostFields + limits.files,
        },
      })
    } catch (error) {
      malformed(error)
      return
    }
    parser
      .on('field', (name, value, isNameCut) => {
        if (isNameCut) malformed('the name of a field is longer than 200 bytes')
        entries.push([name, value])
      })
      .on('file', (name, stream, givenName: string | undefined, _encoding, type) => {
        const fileName = givenName ?? ''
        // What browsers send for a file input without a file.
        const isNothing = fileName === ''
        keep(stream, (bytes) => {
          if (isNothing && bytes.byteLength === 0) return
          if (bytes.byteLength > limits.fileBytes) {
            tooMuch(`A file is longer than ${limits.fileBytes} bytes.`)
          }
          entries.push([name, new UploadedFile(plainName(fileName), type, bytes)])
        })
      })
      .on('filesLimit', () => tooMuch(`The form has more than ${limits.files} files.`))
      .on('fieldsLimit', () => tooMuch(`The form has more than ${mostFields} fields.`))
      .on('partsLimit', () => tooMuch('The form has too many parts.'))
      .on('error', malformed)
      .on('finish', () => resolve({ kind: 'form', values: formValues(entries) }))
    parser.end(bytes)
  })
}

function keep(stream: BusboyFileStream, done: (bytes: Uint8Array<ArrayBuffer>) => void): void {
  const chunks: Uint8Array[] = []
  stream.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  // The parser says itself why it broke off.
  stream.on('error', () => undefined)
  stream.on('end', () => done(Uint8Array.from(Buffer.concat(chunks))))
}

/** Neither a path nor what a terminal or a header would take for more than a name. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(0, 200)
  return plain === '.' || plain === '..' ? '' : plain
}
