import type { Schema } from './openapi-document.js'

export type ProblemSchema = 'Problem' | 'InvalidRequest'

/** What refusals look like (RFC 9457), as `answer-writer.ts` and `violation.ts` of the runtime write them. */
export function problemSchema(name: ProblemSchema, base: Schema): Schema {
  return name === 'Problem' ? problem : { ...invalidRequest, allOf: [base] }
}

const problem: Schema = {
  type: 'object',
  description: 'Why a request was refused (RFC 9457). Its other members depend on the problem.',
  properties: {
    type: {
      type: 'string',
      format: 'uri-reference',
      default: 'about:blank',
      description: 'Names the kind of problem.',
    },
    title: {
      type: 'string',
      description: 'The kind of problem in words.',
      examples: ['Bad Request'],
    },
    status: { type: 'integer', minimum: 200, maximum: 599, examples: [400] },
    detail: { type: 'string', description: 'What is wrong this time.' },
  },
  required: ['type', 'title', 'status'],
}

const invalidRequest: Schema = {
  description: 'A problem that lists what is wrong with which part of the request.',
  properties: {
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          pointer: {
            type: 'string',
            format: 'json-pointer',
            description: 'The member of the body (RFC 6901); empty for the body itself.',
          },
          parameter: { type: 'string', description: 'The value beside the body.' },
          in: { type: 'string', enum: ['query', 'header', 'cookie'] },
          detail: { type: 'string', description: 'What was expected.' },
        },
        required: ['detail'],
      },
    },
  },
}
