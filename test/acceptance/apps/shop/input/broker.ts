export { rabbitMq } from '@critter/runtime/rabbitmq'
