/** Where Redis is, as Dapr components want it: one metadata entry each. */
export function redisMetadata(redisUrl: string): Record<string, string> {
  const url = new URL(redisUrl)
  const database = url.pathname.replace('/', '')
  return {
    redisHost: `${url.hostname}:${url.port || '6379'}`,
    ...(url.username && { redisUsername: decodeURIComponent(url.username) }),
    ...(url.password && { redisPassword: decodeURIComponent(url.password) }),
    ...(database && { redisDB: database }),
    ...(url.protocol === 'rediss:' && { enableTLS: 'true' }),
  }
}

/** A Redis address that may be shown: without its password. */
export function shownRedisUrl(redisUrl: string): string {
  const url = new URL(redisUrl)
  if (url.password) url.password = '***'
  return url.toString()
}
