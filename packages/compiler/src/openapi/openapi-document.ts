/** An OpenAPI 3.1 document, as far as we write one: plain JSON, its members in the order in which they are printed. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: OpenApiInfo
  readonly tags?: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components?: { readonly schemas: Readonly<Record<string, Schema>> }
}

export interface OpenApiInfo {
  readonly title: string
  readonly version: string
}

/** By verb, in lower case. */
export type PathItem = Readonly<Record<string, Operation>>

export interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly description?: string
  readonly deprecated?: true
  readonly tags: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: RequestBody
  /** By status, or `default`. */
  readonly responses: Readonly<Record<string, Response>>
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly description?: string
  readonly required: boolean
  readonly deprecated?: true
  readonly schema: Schema
}

export interface RequestBody {
  readonly description?: string
  readonly required: true
  readonly content: Content
}

export interface Response {
  readonly description: string
  readonly headers?: Readonly<Record<string, Header>>
  readonly content?: Content
}

export interface Header {
  readonly description: string
  readonly required: boolean
  readonly schema: Schema
}

/** By media type. */
export type Content = Readonly<Record<string, { readonly schema: Schema }>>

/** JSON Schema 2020-12. */
export type Schema = { readonly [keyword: string]: Json }
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
