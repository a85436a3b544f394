/** The environment variable that the sidecars' secret store (`components/common/secrets.yaml`) has the password from. */
export const passwordVariable = 'REDIS_PASSWORD'

/** What a sidecar finds in its environment to log in to Redis. */
export function redisSecret(redisUrl: string): Record<string, string> {
  const { password } = new URL(redisUrl)
  return password ? { [passwordVariable]: decodeURIComponent(password) } : {}
}

/** Where Redis is, as Dapr components want it: one metadata entry each. The password comes from their secret store. */
export function redisMetadata(redisUrl: string): Record<string, string> {
  const url = new URL(redisUrl)
  const database = url.pathname.replace('/', '')
  return {
    redisHost: `${url.hostname}:${url.port || '6379'}`,
    ...(url.username && { redisUsername: decodeURIComponent(url.username) }),
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
