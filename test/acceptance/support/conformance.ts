import type { TestResponse } from '@critter/runtime/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'vitest'

type Answer = Pick<TestResponse, 'status' | 'headers' | 'text'>

interface Described {
  readonly description: string
  readonly headers?: Readonly<
    Record<string, { readonly required: boolean; readonly schema: object }>
  >
  readonly content?: Readonly<Record<string, { readonly schema: object }>>
}
interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly responses: Readonly<Record<string, Described>> }>>
    >
  >
}

/** Holds answers of an application against its document, and remembers which of the documented ones were given. */
export class Conformance {
  readonly #document: Document
  readonly #schemas = new Ajv2020({ strict: false, allErrors: true })
  readonly #given = new Set<string>()

  constructor(document: object) {
    this.#document = document as Document
    addFormats.default(this.#schemas)
    this.#schemas.addSchema({ ...document, $id: 'document' })
  }

  /** Each documented answer: `POST /todos 201`. */
  get documented(): readonly string[] {
    return Object.entries(this.#document.paths)
      .flatMap(([path, operations]) =>
        Object.entries(operations).flatMap(([verb, { responses }]) =>
          Object.keys(responses).map((status) => `${verb.toUpperCase()} ${path} ${status}`),
        ),
      )
      .sort()
  }

  get given(): readonly string[] {
    return [...this.#given].sort()
  }

  /** `operation`: `POST /todos`. `as`: the entry of the document, where it is not the status itself. */
  check(operation: string, response: Answer, as: string = String(response.status)): void {
    const [verb = '', path = ''] = operation.split(' ')
    const described = this.#described(operation, as)
    const answer = `${operation} ${as}`
    expect(described, `${answer} is documented`).toBeDefined()
    const where = `/paths/${escape(path)}/${verb.toLowerCase()}/responses/${as}`
    this.#checkHeaders(described!, response, where, answer)
    this.#checkBody(described!, response, where, answer)
    this.#given.add(answer)
  }

  descriptionOf(operation: string, status: string): string | undefined {
    return this.#described(operation, status)?.description
  }

  #described(operation: string, as: string): Described | undefined {
    const [verb = '', path = ''] = operation.split(' ')
    return this.#document.paths[path]?.[verb.toLowerCase()]?.responses[as]
  }

  #checkHeaders(described: Described, { headers }: Answer, where: string, answer: string): void {
    for (const [name, { required }] of Object.entries(described.headers ?? {})) {
      const value = headers.get(name)
      if (required) expect(value, `${answer} has ${name}`).not.toBeNull()
      if (value !== null) this.#conforms(value, `${where}/headers/${name}/schema`, answer)
    }
  }

  #checkBody(described: Described, { headers, text }: Answer, where: string, answer: string): void {
    const type = headers.get('content-type')?.split(';')[0]
    if (described.content === undefined) {
      expect([type, text], `${answer} has no body`).toEqual([undefined, ''])
      return
    }
    expect(Object.keys(described.content), `${answer} says ${type}`).toContain(type)
    const value: unknown = type === 'text/plain' ? text : JSON.parse(text)
    this.#conforms(value, `${where}/content/${escape(type!)}/schema`, answer)
  }

  #conforms(value: unknown, pointer: string, answer: string): void {
    const validate = this.#schemas.compile({ $ref: `document#${encodeURI(pointer)}` })
    validate(value)
    expect(validate.errors, `${answer}: ${JSON.stringify(value)}`).toBeNull()
  }
}

function escape(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1')
}
