// Critter: a stream is started by a handler, and a command goes through its generated handler, with an inline snapshot.
import { createApp } from './critter/dist/generated/critter/index.js'
import { IncreaseCounter, StartCounter } from './critter/dist/counter.js'

export async function open(database) {
  const app = createApp({ database })
  await app.start()
  return {
    start: (counterId) => app.bus.invoke(new StartCounter({ counterId })),
    command: (counterId) => app.bus.invoke(new IncreaseCounter({ counterId, amount: 1 })),
    close: () => app.stop(),
  }
}
