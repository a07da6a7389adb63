// Makes the tables of inbox and outbox.
import { openReceiver } from './open-receiver.js'

const { close } = await openReceiver(process.env['RABBITMQ_URL']!, { add: () => {} })
await close()
