export { redis, type RedisOptions } from './transports/redis/redis.js'
