import type { Logger } from '../core/logger.js'
import { AnswerWriter } from './answer-writer.js'
import { cookieOf } from './cookies.js'
import type { Exchange } from './exchange.js'
import { listValues } from './list-values.js'
import { isForm, isJson, isMultipart } from './media-types.js'
import type { Parse } from './parse.js'
import { parseForm, type FormValues } from './parse-form.js'
import { parseJson } from './parse-json.js'
import { parseMultipart, type UploadLimits } from './parse-multipart.js'
import { queryValues } from './query-values.js'
import { UploadedFile } from './uploaded-file.js'
import type { DecodeLater, ParameterViolation, Violation } from './violation.js'

type Place = ParameterViolation['in']

/**
 * Reads the request of an exchange. A body that cannot be read is answered, a parameter recorded until somebody asks.
 *
 * A reader writes, because refusing is part of reading: a generated handler returns when it gets nothing, and has nothing to
 * pass on. It is a writer, rather than has one, so that a request costs one object, the `http` of generated code.
 */
export class RequestReader extends AnswerWriter {
  readonly #bodyLimit: number
  readonly #uploads: UploadLimits
  #violations: (ParameterViolation | Violation)[] | undefined
  #form: FormValues | undefined

  constructor(
    exchange: Exchange,
    logger: Logger,
    limits: { readonly bodyLimit: number; readonly uploads: UploadLimits },
  ) {
    super(exchange, logger)
    this.#bodyLimit = limits.bodyLimit
    this.#uploads = limits.uploads
  }

  get method(): string {
    return this.exchange.method
  }
  get url(): URL {
    return this.exchange.url
  }
  get headers(): Headers {
    return this.exchange.headers
  }
  get signal(): AbortSignal {
    return this.exchange.signal
  }

  async readJson<T>(decode: DecodeLater<T>): Promise<T | undefined> {
    if (!this.#takesBody(isJson, 'application/json')) return undefined
    const read = this.exchange.readBody(this.#bodyLimit)
    const bytes = read instanceof Promise ? await read : read
    if (!this.#isComplete(bytes)) return undefined
    const parsed = parseJson(bytes)
    if (parsed.kind === 'value') return this.#decode(parsed.value, decode)
    if (parsed.kind === 'malformed') this.writeRefusal(400, parsed.detail)
    else this.writeInvalid([parsed.violation])
    return undefined
  }

  async readForm<T>(decode: DecodeLater<T>): Promise<T | undefined> {
    const form = await this.#formOnce()
    return form && this.#decode(form, decode)
  }

  async readFiles(): Promise<boolean> {
    return (await this.#formOnce()) !== undefined
  }

  async #formOnce(): Promise<FormValues | undefined> {
    return (this.#form ??= await this.#readFormValues())
  }

  requiredFileList(name: string): UploadedFile[] {
    const values = this.#form && Object.hasOwn(this.#form, name) ? [this.#form[name]!].flat() : []
    return values.flatMap((value, index) => {
      if (value instanceof UploadedFile) return value
      // An input without a file, where the form is urlencoded.
      if (value !== '') this.#refuseFile(`${name}${values.length > 1 ? `/${index}` : ''}`, 'a file')
      return []
    })
  }

  fileList(name: string): UploadedFile[] | undefined {
    const files = this.requiredFileList(name)
    return files.length === 0 ? undefined : files
  }

  file(name: string): UploadedFile | undefined {
    const files = this.requiredFileList(name)
    if (files.length > 1) this.#refuseFile(name, `one value, found ${files.length}`)
    return files[0]
  }

  requiredFile(name: string): UploadedFile | undefined {
    const before = this.#violations?.length ?? 0
    const file = this.file(name)
    if (file === undefined && (this.#violations?.length ?? 0) === before) {
      this.#refuseFile(name, 'a file, found nothing')
    }
    return file
  }

  #refuseFile(name: string, expected: string): void {
    this.#violations ??= []
    this.#violations.push({ pointer: `/${name}`, detail: `expected ${expected}` })
  }

  async #readFormValues(): Promise<FormValues | undefined> {
    if (!this.#takesBody(isAnyForm, 'application/x-www-form-urlencoded or multipart/form-data')) {
      return undefined
    }
    const contentType = this.exchange.header('content-type')!
    if (!isMultipart(contentType)) {
      const bytes = await this.exchange.readBody(this.#bodyLimit)
      return this.#isComplete(bytes) ? parseForm(bytes) : undefined
    }
    const limit = this.#uploads.bytes
    const bytes = await this.exchange.readBody(limit)
    if (!this.#isComplete(bytes, limit)) return undefined
    const parsed = await parseMultipart(bytes, contentType, this.#uploads)
    if (parsed.kind === 'form') return parsed.values
    this.writeRefusal(parsed.kind === 'malformed' ? 400 : 413, parsed.detail)
    return undefined
  }

  #decode<T>(value: unknown, decode: DecodeLater<T>): T | undefined | Promise<T | undefined> {
    const violations: Violation[] = []
    const decoded = decode(value, violations)
    return decoded instanceof Promise
      ? decoded.then((each) => this.#settle(each, violations))
      : this.#settle(decoded, violations)
  }

  #settle<T>(decoded: T | undefined, violations: readonly Violation[]): T | undefined {
    if (violations.length === 0 && decoded !== undefined) return decoded
    // Handlers take it that what is undefined has been answered.
    if (violations.length === 0) throw new TypeError('A schema made undefined of a body.')
    this.writeInvalid(violations)
    return undefined
  }

  /** Looks at the headers only. */
  #takesBody(isExpected: (contentType: string) => boolean, expected: string): boolean {
    const contentType = this.exchange.header('content-type')
    const encoding = this.exchange.header('content-encoding')
    if (contentType === undefined && !this.exchange.hasBody) {
      this.writeRefusal(400, `Expected a body of ${expected}, found none.`)
    } else if (contentType === undefined) {
      this.writeRefusal(415, `Expected ${expected}, found no content-type.`)
    } else if (!isExpected(contentType)) {
      this.writeRefusal(415, `Expected ${expected}, found ${contentType}.`)
    } else if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
      this.writeRefusal(415, `Expected a body without content-encoding, found ${encoding}.`)
    } else {
      return true
    }
    return false
  }

  #isComplete(bytes: Uint8Array | undefined, limit = this.#bodyLimit): bytes is Uint8Array {
    if (bytes === undefined) this.writeRefusal(413, tooLong(limit))
    return bytes !== undefined
  }

  route<T>(name: string, parse: Parse<T>): T | undefined {
    const text = this.exchange.routeValue(name)
    return text === undefined ? undefined : parse(text)
  }

  optionalRoute<T>(name: string, parse: Parse<T>): T | null | undefined {
    const text = this.exchange.routeValue(name)
    return text === undefined || text === '' ? undefined : (parse(text) ?? null)
  }

  query<T>(name: string, parse: Parse<T>): T | undefined {
    const values = queryValues(this.exchange.target, name)
    if (values.length < 2) return this.#optional('query', name, values[0], parse)
    this.#refuse('query', name, `expected one value, found ${values.length}`)
    return undefined
  }

  requiredQuery<T>(name: string, parse: Parse<T>): T | undefined {
    if (queryValues(this.exchange.target, name).length > 0) return this.query(name, parse)
    return this.#required('query', name, undefined, parse)
  }

  queryList<T>(name: string, parse: Parse<T>): T[] | undefined {
    const values = this.requiredQueryList(name, parse)
    return values.length === 0 ? undefined : values
  }

  requiredQueryList<T>(name: string, parse: Parse<T>): T[] {
    return queryValues(this.exchange.target, name).flatMap(
      (text) => this.#optional('query', name, text, parse) ?? [],
    )
  }

  header<T>(name: string, parse: Parse<T>): T | undefined {
    return this.#optional('header', name, this.exchange.header(name.toLowerCase()), parse)
  }

  requiredHeader<T>(name: string, parse: Parse<T>): T | undefined {
    return this.#required('header', name, this.exchange.header(name.toLowerCase()), parse)
  }

  headerList<T>(name: string, parse: Parse<T>): T[] | undefined {
    const text = this.exchange.header(name.toLowerCase())
    if (text === undefined) return undefined
    return listValues(text).flatMap((each) => this.#optional('header', name, each, parse) ?? [])
  }

  requiredHeaderList<T>(name: string, parse: Parse<T>): T[] {
    return this.headerList(name, parse) ?? []
  }

  cookie<T>(name: string, parse: Parse<T>): T | undefined {
    return this.#optional('cookie', name, cookieOf(this.exchange.header('cookie'), name), parse)
  }

  requiredCookie<T>(name: string, parse: Parse<T>): T | undefined {
    return this.#required('cookie', name, cookieOf(this.exchange.header('cookie'), name), parse)
  }

  get refused(): boolean {
    return this.#violations !== undefined
  }

  writeViolations(): void {
    this.writeInvalid(this.#violations ?? [])
  }

  #optional<T>(
    place: Place,
    name: string,
    text: string | undefined,
    parse: Parse<T>,
  ): T | undefined {
    if (text === undefined) return undefined
    const value = parse(text)
    if (value === undefined) this.#refuse(place, name, expected(parse))
    return value
  }

  #required<T>(
    place: Place,
    name: string,
    text: string | undefined,
    parse: Parse<T>,
  ): T | undefined {
    if (text === undefined)
      this.#refuse(
        place,
        name,
        parse.expected === undefined ? 'is required' : `expected ${parse.expected}, found nothing`,
      )
    return this.#optional(place, name, text, parse)
  }

  #refuse(place: Place, parameter: string, detail: string): void {
    this.#violations ??= []
    this.#violations.push({ parameter, in: place, detail })
  }
}

/** Why a body was not read. */
export function tooLong(limit: number): string {
  return `The body is longer than ${limit} bytes.`
}

function isAnyForm(contentType: string): boolean {
  return isForm(contentType) || isMultipart(contentType)
}

function expected(parse: Parse<unknown>): string {
  return parse.expected === undefined ? 'is not valid' : `expected ${parse.expected}`
}
