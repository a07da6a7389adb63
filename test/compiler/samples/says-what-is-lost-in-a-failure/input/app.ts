import {
  Data,
  Post,
  problem,
  Results,
  storeDoc,
  Use,
  type HttpResult,
  type ProblemDetails,
  type StoreDoc,
} from '@critter/runtime'

export class Report extends Data<{ id: string; failed: boolean }> {}
export class MakeReport extends Data<{ id: string }> {}
export class ReportFailed extends Data<{ id: string }> {}
export class ReportEnded extends Data<{ id: string }> {}

export interface Counted {
  readonly count: number
}

export class Auditing {
  static finally(): ReportEnded {
    return new ReportEnded({ id: '' })
  }
}

export class ReportFailedHandler {
  static handle(failed: ReportFailed): void {
    void failed
  }
}

export class MakeReportHandler {
  static handle(make: MakeReport): void {
    void make
  }

  static onException(error: RangeError, make: MakeReport): StoreDoc<Report> {
    void error
    return storeDoc(Report, new Report({ id: make.id, failed: true }))
  }

  static onExceptionOfAnyKind(error: Error, make: MakeReport): ReportFailed | ProblemDetails {
    return error.message === '' ? problem({ status: 500 }) : new ReportFailed({ id: make.id })
  }

  static onExceptionOfTypes(error: TypeError): string {
    return error.message
  }

  static finally(make: MakeReport): HttpResult | undefined {
    return make.id === '' ? Results.status(500) : undefined
  }
}

@Use(Auditing)
export class MakeReportEndpoint {
  @Post('/reports')
  static post(make: MakeReport): StoreDoc<Report> {
    return storeDoc(Report, new Report({ id: make.id, failed: false }))
  }
}

export class ForgottenHandler {
  static handle(ended: ReportEnded): void {
    void ended
  }

  static after(): Counted {
    return { count: 1 }
  }
}
