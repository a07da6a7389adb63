// Each reads a request: the value when it is right, every violation when it is not. Peers that only validate are listed
// as they are, and once more in the way they take unknown members off, which ours always does.
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import Ajv from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import addFormats from 'ajv-formats'
import { Compile } from 'typebox/compile'
import Type from 'typebox'
import Value from 'typebox/value'
import { z } from 'zod'

const here = import.meta.dirname
const top = `${here}/../..`

export async function contestants() {
  return {
    critter: await critter(),
    zod: zod(),
    ajv: ajv({}),
    'ajv-strip': ajv({ removeAdditional: true }),
    typebox: typebox((check) => check),
    'typebox-strip': typebox((check, schema) => (value) => check(Value.Clean(schema, value))),
  }
}

async function critter() {
  execFileSync(
    process.execPath,
    [`${top}/packages/cli/bin/critter.mjs`, 'codegen', '--root', `${here}/critter`],
    {
      stdio: ['ignore', 2, 2],
    },
  )
  execFileSync(
    process.execPath,
    [`${top}/node_modules/typescript/bin/tsc`, '-p', `${here}/critter`],
    {
      stdio: ['ignore', 2, 2],
    },
  )
  const generated = `${here}/critter/dist/generated/critter/codecs`
  const { decodeReserveRoom } = await import(`${generated}/reserve-room.js`)
  const { decodePlaceOrder } = await import(`${generated}/place-order.js`)
  const read = (decode) => (value) => {
    const violations = []
    const decoded = decode(value, violations)
    return decoded === undefined ? violations : decoded
  }
  return { reservation: read(decodeReserveRoom), order: read(decodePlaceOrder) }
}

function zod() {
  const address = z.object({
    street: z.string().min(1).max(100),
    city: z.string(),
    zip: z.string().regex(/^[0-9]{4,5}$/),
    country: z.enum(['at', 'ch', 'de']),
  })
  const line = z.object({
    sku: z.string(),
    title: z.string(),
    quantity: z.int().min(1),
    price: z.number().min(0),
    gift: z.boolean().optional(),
  })
  const schemas = {
    reservation: z.object({
      roomType: z.enum(['single', 'double', 'king']),
      from: z.iso.date(),
      to: z.iso.date(),
      guestId: z.string(),
      numberOfPeople: z.int().min(1).max(10),
    }),
    order: z.object({
      id: z.guid(),
      placedAt: z.iso.datetime({ offset: true }),
      email: z.email(),
      note: z.string().optional(),
      voucher: z.string().nullable(),
      shipTo: address,
      billTo: address.optional(),
      payment: z.discriminatedUnion('type', [
        z.object({ type: z.literal('card'), number: z.string(), holder: z.string() }),
        z.object({ type: z.literal('transfer'), iban: z.string() }),
      ]),
      lines: z.array(line).min(1),
      tags: z.array(z.string()),
    }),
  }
  const read = (schema) => (value) => {
    const { success, data, error } = schema.safeParse(value)
    return success ? data : error.issues
  }
  return { reservation: read(schemas.reservation), order: read(schemas.order) }
}

const object = (properties, optional = []) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})

function jsonSchemas() {
  const text = { type: 'string' }
  const address = object({
    street: { type: 'string', minLength: 1, maxLength: 100 },
    city: text,
    zip: { type: 'string', pattern: '^[0-9]{4,5}$' },
    country: { enum: ['at', 'ch', 'de'] },
  })
  return {
    reservation: object({
      roomType: { enum: ['single', 'double', 'king'] },
      from: { type: 'string', format: 'date' },
      to: { type: 'string', format: 'date' },
      guestId: text,
      numberOfPeople: { type: 'integer', minimum: 1, maximum: 10 },
    }),
    order: object(
      {
        id: { type: 'string', format: 'uuid' },
        placedAt: { type: 'string', format: 'date-time' },
        email: { type: 'string', format: 'email' },
        note: text,
        voucher: { type: ['string', 'null'] },
        shipTo: address,
        billTo: address,
        payment: {
          type: 'object',
          discriminator: { propertyName: 'type' },
          required: ['type'],
          oneOf: [
            object({ type: { const: 'card' }, number: text, holder: text }),
            object({ type: { const: 'transfer' }, iban: text }),
          ],
        },
        lines: {
          type: 'array',
          minItems: 1,
          items: object(
            {
              sku: text,
              title: text,
              quantity: { type: 'integer', minimum: 1 },
              price: { type: 'number', minimum: 0 },
              gift: { type: 'boolean' },
            },
            ['gift'],
          ),
        },
        tags: { type: 'array', items: text },
      },
      ['note', 'billTo'],
    ),
  }
}

/** Unknown members are ignored, as they are everywhere else here. */
function open(schema) {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => (key === 'additionalProperties' ? undefined : value)),
  )
}

function ajv(options) {
  const ajv = new Ajv({
    allErrors: true,
    discriminator: true,
    allowUnionTypes: true,
    code: { source: true },
    ...options,
  })
  addFormats(ajv)
  const schemas = jsonSchemas()
  const compiled = (schema) => {
    const validate = ajv.compile(options.removeAdditional ? schema : open(schema))
    const module = { exports: undefined }
    new Function('module', 'require', standaloneCode(ajv, validate))(
      module,
      createRequire(import.meta.url),
    )
    return module.exports
  }
  const read = (validate) => (value) => (validate(value) ? value : validate.errors)
  return { reservation: read(compiled(schemas.reservation)), order: read(compiled(schemas.order)) }
}

function typebox(prepare) {
  const text = Type.String()
  const choice = (...values) => Type.Union(values.map((each) => Type.Literal(each)))
  const address = Type.Object({
    street: Type.String({ minLength: 1, maxLength: 100 }),
    city: text,
    zip: Type.String({ pattern: '^[0-9]{4,5}$' }),
    country: choice('at', 'ch', 'de'),
  })
  const schemas = {
    reservation: Type.Object({
      roomType: choice('single', 'double', 'king'),
      from: Type.String({ format: 'date' }),
      to: Type.String({ format: 'date' }),
      guestId: text,
      numberOfPeople: Type.Integer({ minimum: 1, maximum: 10 }),
    }),
    order: Type.Object({
      id: Type.String({ format: 'uuid' }),
      placedAt: Type.String({ format: 'date-time' }),
      email: Type.String({ format: 'email' }),
      note: Type.Optional(text),
      voucher: Type.Union([text, Type.Null()]),
      shipTo: address,
      billTo: Type.Optional(address),
      payment: Type.Union([
        Type.Object({ type: Type.Literal('card'), number: text, holder: text }),
        Type.Object({ type: Type.Literal('transfer'), iban: text }),
      ]),
      lines: Type.Array(
        Type.Object({
          sku: text,
          title: text,
          quantity: Type.Integer({ minimum: 1 }),
          price: Type.Number({ minimum: 0 }),
          gift: Type.Optional(Type.Boolean()),
        }),
        { minItems: 1 },
      ),
      tags: Type.Array(text),
    }),
  }
  const read = (schema) => {
    const compiled = Compile(schema)
    return prepare((value) => (compiled.Check(value) ? value : compiled.Errors(value)), schema)
  }
  return { reservation: read(schemas.reservation), order: read(schemas.order) }
}
