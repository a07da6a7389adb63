export { nats, type NatsOptions } from './transports/nats/nats.js'
