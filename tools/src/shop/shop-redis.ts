import { Redis } from 'ioredis'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { runningNow } from '../runner/process/run-file.ts'
import { UserError } from '../runner/screen/user-error.ts'

/** The option of commands that read a shop's Redis. */
export const redisOption = {
  type: 'string',
  value: 'URL',
  help: "the shop's Redis (or COMPTOIR_REDIS_URL); default: that of the shop that runs here",
} as const

/** The Redis of a shop that runs elsewhere, as it was named; nothing when none was. */
export const givenRedis = (named: string | undefined, env = process.env): string | undefined =>
  named ?? (env['COMPTOIR_REDIS_URL'] || undefined)

/** The Redis that is named, or else that of the shop that runs here. Throws a UserError when there is none. */
export function shopRedisUrl(named: string | undefined): string {
  const url = givenRedis(named) ?? runningNow(layoutOf(checkout).runFile)?.redisUrl
  if (!url) throw new UserError('Comptoir does not run here: `npm start`, or --redis URL.')
  return url
}

/** Connects to a Redis. Throws a UserError when it does not answer, or refuses the password. */
export async function openRedis(url: string): Promise<Redis> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 })
  redis.on('error', () => {})
  try {
    await redis.ping()
    return redis
  } catch {
    redis.disconnect()
    throw new UserError('Redis does not answer, or not to this password.')
  }
}
