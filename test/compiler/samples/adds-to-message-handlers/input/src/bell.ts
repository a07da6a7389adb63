import { Data } from '@critter/runtime'

export class Ring extends Data<{ times: number }> {}

export interface Tower {
  strike(): Promise<void>
}

export class Bell {
  readonly #tower: Tower

  constructor(tower: Tower) {
    this.#tower = tower
  }

  async ring(ring: Ring): Promise<void> {
    for (let n = 0; n < ring.times; n++) await this.#tower.strike()
  }
}
