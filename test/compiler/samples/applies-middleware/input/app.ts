import {
  Data,
  Get,
  Post,
  problem,
  storeDoc,
  Use,
  type HttpContext,
  type Logger,
  type Now,
  type ProblemDetails,
  type QuerySession,
  type StoreDoc,
} from '@critter/runtime'

export class Order extends Data<{ id: string; total: number; placedBy: string }> {}
export interface PlaceOrder {
  readonly id: string
  readonly total: number
}

/** One instance per execution, shared by its methods. */
export class Timing {
  readonly #logger: Logger
  #began = 0

  constructor(logger: Logger) {
    this.#logger = logger
  }

  before(now: Now): void {
    this.#began = now.getTime()
  }

  finally(now: Now): void {
    this.#logger.info('took', { ms: now.getTime() - this.#began })
  }
}

export class User extends Data<{ name: string }> {}

export class Access {
  static before(http: HttpContext): User | ProblemDetails<401> {
    const name = http.headers.get('x-user')
    return name === null ? problem({ status: 401 }) : new User({ name })
  }

  static after(user: User, http: HttpContext): void {
    http.setHeader('x-user', user.name)
  }

  static afterCommit(user: User, logger: Logger): void {
    logger.info('done', { by: user.name })
  }
}

export class Lease implements AsyncDisposable {
  async [Symbol.asyncDispose](): Promise<void> {}
}

export class Leasing {
  static before(): Lease {
    return new Lease()
  }
}

export class OrderEndpoint {
  static load(request: PlaceOrder, session: QuerySession): Promise<Order | null> {
    return session.load(Order, request.id)
  }

  static validate(order: Order | null): ProblemDetails<409> | undefined {
    return order ? problem({ status: 409 }) : undefined
  }

  @Post('/orders')
  @Use(Leasing)
  static place(request: PlaceOrder, user: User): StoreDoc<Order> {
    return storeDoc(Order, new Order({ ...request, placedBy: user.name }))
  }

  static onException(error: RangeError): ProblemDetails<400> {
    return problem({ status: 400, detail: error.message })
  }

  static finally(lease: Lease): void {
    void lease
  }
}

export class PingEndpoint {
  @Get('/ping')
  static ping(): string {
    return 'pong'
  }
}
