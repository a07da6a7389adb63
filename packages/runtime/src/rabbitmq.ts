export { rabbitMq, type RabbitMqOptions } from './transports/rabbitmq/rabbit-mq.js'
