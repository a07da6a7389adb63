const variables = { rabbitmq: 'RABBITMQ_URL', nats: 'NATS_URL', redis: 'REDIS_URL' } as const

/** Where the broker is, or `undefined`: then its tests are skipped, and this says so. */
export function urlOf(broker: keyof typeof variables): string | undefined {
  const variable = variables[broker]
  const url = process.env[variable]
  if (url !== undefined && url !== '') return url
  console.warn(`skipped: tests of the ${broker} transport, for ${variable} is not set`)
  return undefined
}
