import { Data } from '@critter/runtime'
import type {
  EndpointDefinition,
  Processing,
} from '../../../packages/runtime/src/messaging/messaging-definition.js'
import { MemoryBroker } from '../../../packages/runtime/src/transports/memory/memory-broker.js'
import { messageMapping, startMessagingApp, type Written } from './messaging.js'

export class Task extends Data<{ n: number }> {}
export class Done extends Data<{ n: number }> {}

export const messages = [messageMapping(Task, 'task'), messageMapping(Done, 'done')]

export const queue = (
  name: string,
  processing: Processing,
  also: Partial<EndpointDefinition> = {},
): EndpointDefinition => ({
  transport: 'memory',
  address: `queue/${name}`,
  listen: true,
  processing,
  ...also,
})

export const toTasks = { messages: ['task'], to: ['tasks'] }

export function startWith(
  processing: Processing,
  written: Written = {},
  broker = new MemoryBroker(),
) {
  const endpoints = { tasks: queue('tasks', processing), ...written.messaging?.endpoints }
  return startMessagingApp({
    messages,
    transports: { memory: broker },
    ...written,
    messaging: { routes: [toTasks], ...written.messaging, endpoints },
  })
}

/** Puts a message into the broker that nobody of us has made. */
export async function put(
  broker: MemoryBroker,
  message: { readonly id: string; readonly body: string; readonly headers: Record<string, string> },
): Promise<void> {
  const connection = await broker.connect()
  const sender = await connection.openSender('queue/tasks')
  await sender.send({ ...message, topic: undefined, group: undefined })
  await connection.close()
}

export const modes: readonly Processing['mode'][] = ['inline', 'buffered', 'durable']
