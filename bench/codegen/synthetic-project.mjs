// A project of many endpoints, five to a feature: loads, entities, nested bodies, events, query parameters and services.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const top = realpathSync(`${import.meta.dirname}/../..`)

/** Writes it into a folder of its own. `touch` changes the body of one endpoint, as somebody who works on it would. */
export function createProject(endpoints) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), `critter-bench-${endpoints}-`)))
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  write('package.json', JSON.stringify({ name: 'synthetic', private: true, type: 'module' }))
  write('tsconfig.json', JSON.stringify(tsconfig, null, 2))
  for (const [name, target] of Object.entries(packages)) {
    mkdirSync(dirname(join(root, 'node_modules', name)), { recursive: true })
    symlinkSync(join(top, target), join(root, 'node_modules', name))
  }
  write('src/services.ts', services)
  const features = Math.ceil(endpoints / 5)
  for (let feature = 0; feature < features; feature++) {
    for (const [file, text] of Object.entries(filesOf(feature))) write(file, text)
  }
  let changes = 0
  return {
    root,
    touch() {
      const feature = changes % features
      const { path, text } = placeEndpoint(feature, ++changes)
      write(path, text)
    },
    remove: () => rmSync(root, { recursive: true }),
  }
}

const packages = {
  '@critter/runtime': 'packages/runtime',
  '@types/node': 'node_modules/@types/node',
}

const tsconfig = {
  compilerOptions: {
    target: 'ES2022',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    lib: ['ES2023', 'ESNext.Disposable'],
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    skipLibCheck: true,
    rootDir: 'src',
    outDir: 'dist',
  },
  include: ['src'],
  // What Critter writes is not part of what it reads; tsc is asked to check the same files.
  exclude: ['src/generated'],
}

const services = `import type { QuerySession } from '@critter/runtime'

export interface Mailer {
  send(to: string, subject: string): Promise<void>
}

export class Prices {
  readonly #session: QuerySession

  constructor(session: QuerySession) {
    this.#session = session
  }

  async totalOf(lines: readonly { readonly sku: string; readonly quantity: number }[]): Promise<number> {
    await this.#session.events.fetchStream('prices')
    return lines.reduce((total, line) => total + line.quantity, 0)
  }
}
`

function filesOf(feature) {
  const n = nameOf(feature)
  const place = placeEndpoint(feature, 0)
  return {
    [`src/${n.folder}/model.ts`]: model(n),
    [place.path]: place.text,
    [`src/${n.folder}/get-${n.folder}.endpoint.ts`]: getEndpoint(n),
    [`src/${n.folder}/list-${n.folder}.endpoint.ts`]: listEndpoint(n),
    [`src/${n.folder}/change-${n.folder}.endpoint.ts`]: changeEndpoint(n),
    [`src/${n.folder}/remind-${n.folder}.endpoint.ts`]: remindEndpoint(n),
  }
}

const nouns = ['order', 'invoice', 'booking', 'shipment', 'ticket', 'claim', 'contract', 'visit']

function nameOf(feature) {
  const noun = nouns[feature % nouns.length]
  const type = `${noun[0].toUpperCase()}${noun.slice(1)}${feature}`
  return { folder: `${noun}-${feature}`, value: `${noun}${feature}`, type }
}

function placeEndpoint(feature, changes) {
  const n = nameOf(feature)
  return { path: `src/${n.folder}/place-${n.folder}.endpoint.ts`, text: placeText(n, changes) }
}

const model = ({ type }) => `import { Data, type LocalDate } from '@critter/runtime'

export type ${type}Status = 'draft' | 'placed' | 'shipped' | 'cancelled'

export interface ${type}Line {
  readonly sku: string
  /** @integer @minimum 1 */
  readonly quantity: number
  readonly note?: string
}

export interface ${type}Address {
  readonly street: string
  readonly city: string
  /** @pattern ^[A-Z]{2}$ */
  readonly country: string
}

export class ${type}Customer extends Data<{
  id: string
  name: string
  email: string
  credit: number
}> {
  canPay(amount: number): boolean {
    return this.credit >= amount
  }
}

export class ${type} extends Data<{
  id: string
  customerId: string
  status: ${type}Status
  lines: readonly ${type}Line[]
  shipTo: ${type}Address
  placedAt: Date
  due: LocalDate | null
}> {}

export class ${type}Placed extends Data<{
  id: string
  customerId: string
  lines: readonly ${type}Line[]
  placedAt: Date
}> {}

export class ${type}History {
  status: ${type}Status = 'draft'

  applyPlaced(_event: ${type}Placed) {
    this.status = 'placed'
  }
}
`

const placeText = ({ folder, value, type }, changes) => `import {
  created,
  insertDoc,
  Post,
  problem,
  startStream,
  type CreationResponse,
  type InsertDoc,
  type LocalDate,
  type NewId,
  type Now,
  type ProblemDetails,
  type QuerySession,
  type StartStream,
} from '@critter/runtime'
import {
  ${type},
  ${type}Customer,
  ${type}History,
  ${type}Placed,
  type ${type}Address,
  type ${type}Line,
} from './model.js'

export interface Place${type} {
  readonly customerId: string
  readonly lines: readonly ${type}Line[]
  readonly shipTo: ${type}Address
  readonly due?: LocalDate
  readonly payment:
    | { readonly kind: 'card'; readonly token: string }
    | { readonly kind: 'invoice'; readonly reference: string; readonly days: number }${
      changes === 0 ? '' : `\n  readonly change${changes}?: string`
    }
}

export interface ${type}Receipt {
  readonly id: string
  readonly lines: number
}

export class Place${type}Endpoint {
  static load(command: Place${type}, session: QuerySession): Promise<${type}Customer | null> {
    return session.load(${type}Customer, command.customerId)
  }

  static validate(command: Place${type}, customer: ${type}Customer): ProblemDetails<409> | undefined {
    if (customer.canPay(command.lines.length)) return undefined
    return problem({ status: 409, detail: 'Not enough credit' })
  }

  @Post('/${folder}')
  static place(
    command: Place${type},
    customer: ${type}Customer,
    id: NewId,
    now: Now,
  ): [CreationResponse<${type}Receipt>, InsertDoc<${type}>, StartStream<${type}History>] {
    const { lines, shipTo, due = null } = command
    const customerId = customer.id
    const ${value} = new ${type}({ id, customerId, status: 'placed', lines, shipTo, placedAt: now, due })
    return [
      created(\`/${folder}/\${id}\`, { id, lines: lines.length }),
      insertDoc(${type}, ${value}),
      startStream(${type}History, id, new ${type}Placed({ id, customerId, lines, placedAt: now })),
    ]
  }
}
`

const getEndpoint = ({
  folder,
  value,
  type,
}) => `import { Get, type Entity } from '@critter/runtime'
import { ${type}, type ${type}Line, type ${type}Status } from './model.js'

export interface ${type}Summary {
  readonly id: string
  readonly status: ${type}Status
  readonly lines: readonly ${type}Line[]
  readonly placedAt: Date
}

export class Get${type}Endpoint {
  @Get('/${folder}/:id')
  static get(${value}: Entity<${type}>): ${type}Summary {
    const { id, status, lines, placedAt } = ${value}
    return { id, status, lines, placedAt }
  }
}
`

const listEndpoint = ({
  folder,
  type,
}) => `import { Get, type QuerySession } from '@critter/runtime'
import { ${type}, type ${type}Status } from './model.js'

export class List${type}Endpoint {
  @Get('/${folder}')
  static list(
    session: QuerySession,
    status?: ${type}Status,
    customerId?: string,
    page = 1,
  ): Promise<readonly ${type}[]> {
    const query = session.query(${type}).orderBy('placedAt', 'desc').skip((page - 1) * 20).take(20)
    if (status !== undefined) query.where('status', '=', status)
    if (customerId !== undefined) query.where('customerId', '=', customerId)
    return query.toArray()
  }
}
`

const changeEndpoint = ({ folder, value, type }) => `import {
  copy,
  Put,
  storeDoc,
  type QuerySession,
  type StoreDoc,
  type ValidationErrors,
} from '@critter/runtime'
import { ${type}, type ${type}Address, type ${type}Line } from './model.js'

export interface Change${type} {
  readonly lines: readonly ${type}Line[]
  readonly shipTo: ${type}Address
}

export class Change${type}Endpoint {
  static load(id: string, session: QuerySession): Promise<${type} | null> {
    return session.load(${type}, id)
  }

  static validate(request: Change${type}): ValidationErrors<Change${type}> {
    return request.lines.length === 0 ? { lines: 'must say something' } : {}
  }

  @Put('/${folder}/:id')
  static put(request: Change${type}, ${value}: ${type}): StoreDoc<${type}> {
    return storeDoc(${type}, copy(${value}, { lines: request.lines, shipTo: request.shipTo }))
  }
}
`

const remindEndpoint = ({
  folder,
  value,
  type,
}) => `import { Post, type Entity, type FromHeader } from '@critter/runtime'
import type { Mailer, Prices } from '../services.js'
import { ${type} } from './model.js'

export interface ${type}Reminder {
  readonly total: number
  readonly by: string
}

export class Remind${type}Endpoint {
  @Post('/${folder}/:id/reminders')
  static async remind(
    ${value}: Entity<${type}>,
    request: { readonly subject: string },
    by: FromHeader<'x-user'>,
    mailer: Mailer,
    prices: Prices,
  ): Promise<${type}Reminder> {
    await mailer.send(${value}.customerId, request.subject)
    return { total: await prices.totalOf(${value}.lines), by }
  }
}
`
