import { Data } from '@critter/runtime'

export class IncrementCount extends Data<{ by: number }> {}

export interface ResetCount {
  readonly to: number
}

export class CountHandler {
  static count = 0

  static handle(message: IncrementCount): void {
    CountHandler.count += message.by
  }

  static async handleReset({ to }: ResetCount): Promise<void> {
    CountHandler.count = await Promise.resolve(to)
  }
}
