import type { Transport } from '@critter/runtime'
import { nats } from '@critter/runtime/nats'
import { rabbitMq } from '@critter/runtime/rabbitmq'
import { redis } from '@critter/runtime/redis'

export interface RealBroker {
  readonly name: 'rabbitmq' | 'nats' | 'redis'
  readonly port: number
  readonly transport: (url: string) => Transport
}

export const realBrokers: readonly RealBroker[] = [
  { name: 'rabbitmq', port: 5672, transport: (url) => rabbitMq({ url }) },
  { name: 'nats', port: 4222, transport: (url) => nats({ servers: url }) },
  { name: 'redis', port: 6379, transport: (url) => redis({ url }) },
]
