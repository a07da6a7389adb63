/** An OpenAPI document, as far as the runtime looks into it. */
export interface OpenApiDocument {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: object
  readonly [member: string]: unknown
}
