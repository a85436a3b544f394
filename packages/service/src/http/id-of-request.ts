import { createHash } from 'node:crypto'

/**
 * An id derived from who, or what, a request is about and its Idempotency-Key: the same request makes the same thing, however often it
 * comes.
 * @example idOfRequest('exp', userId, key) // 'exp_' and 26 hexadecimal digits
 */
export const idOfRequest = (prefix: string, scope: string, key: string): string =>
  `${prefix}_${createHash('sha256').update(`${scope} ${key}`).digest('hex').slice(0, 26)}`
