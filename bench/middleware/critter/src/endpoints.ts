import { Get, Use } from '@critter/runtime'

/** What every middleware of every contestant does. */
export class Counts {
  static began = 0
  static ended = 0
}

export interface Answer {
  readonly middleware: number
}

export class CountsEndpoint {
  @Get('/counts')
  static take(): { readonly began: number; readonly ended: number } {
    const { began, ended } = Counts
    Counts.began = 0
    Counts.ended = 0
    return { began, ended }
  }
}

export class Middleware1 {
  static before(): void {
    Counts.began++
  }

  static after(): void {
    Counts.ended++
  }
}

export class Middleware2 {
  static before(): void {
    Counts.began++
  }

  static after(): void {
    Counts.ended++
  }
}

export class Middleware3 {
  static before(): void {
    Counts.began++
  }

  static after(): void {
    Counts.ended++
  }
}

export class Middleware4 {
  static before(): void {
    Counts.began++
  }

  static after(): void {
    Counts.ended++
  }
}

export class Middleware5 {
  static before(): void {
    Counts.began++
  }

  static after(): void {
    Counts.ended++
  }
}

export class Middleware6 {
  static before(): void {
    Counts.began++
  }

  static after(): void {
    Counts.ended++
  }
}

export class Middleware7 {
  static before(): void {
    Counts.began++
  }

  static after(): void {
    Counts.ended++
  }
}

export class Middleware8 {
  static before(): void {
    Counts.began++
  }

  static after(): void {
    Counts.ended++
  }
}

export class Middleware9 {
  static before(): void {
    Counts.began++
  }

  static after(): void {
    Counts.ended++
  }
}

export class Middleware10 {
  static before(): void {
    Counts.began++
  }

  static after(): void {
    Counts.ended++
  }
}

export class With0Endpoint {
  @Get('/with-0')
  static answer(): Answer {
    return { middleware: 0 }
  }
}

export class With1Endpoint {
  @Get('/with-1')
  @Use(Middleware1)
  static answer(): Answer {
    return { middleware: 1 }
  }
}

export class With5Endpoint {
  @Get('/with-5')
  @Use(Middleware1, Middleware2, Middleware3, Middleware4, Middleware5)
  static answer(): Answer {
    return { middleware: 5 }
  }
}

export class With10Endpoint {
  @Get('/with-10')
  @Use(
    Middleware1,
    Middleware2,
    Middleware3,
    Middleware4,
    Middleware5,
    Middleware6,
    Middleware7,
    Middleware8,
    Middleware9,
    Middleware10,
  )
  static answer(): Answer {
    return { middleware: 10 }
  }
}
