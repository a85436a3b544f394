import { isWellEncoded } from '@comptoir/service/http/percent-encoding'
import type { Operation } from './operation-table.ts'

const dangerous = /(^|\/)(\.|%2e){1,2}(\/|$)|\\|\/\/|%2f|%5c|\p{Cc}/iu
const maxDecodings = 4

/**
 * Whether a path means the same to everyone who reads it. Dot segments, slashes or backslashes behind percent
 * signs, however deep, could name another path after one more decoding: `/api/products/%252e%252e/internal/log`.
 */
export function isPlainPath(path: string): boolean {
  let current = path
  for (let depth = 0; depth < maxDecodings; depth++) {
    if (dangerous.test(current)) return false
    if (!isWellEncoded(current)) return true
    const decoded = decodeURIComponent(current)
    if (decoded === current) return true
    current = decoded
  }
  return false
}

/** Whether an operation reads the public catalogue: its answer is the same for everyone who is not signed in. */
export function isSharedRead({ appId, method }: Operation): boolean {
  return appId === 'catalog' && method === 'GET'
}

/** Whether an operation tries to sign in or up, or to change a password: these are limited strictly. */
export function isSignIn({ method, path }: Operation): boolean {
  return method === 'POST' && /^\/api\/auth\/(?!refresh$|logout$)/.test(path)
}

/** Whether a request may be sent twice. */
export function isIdempotent(method: string): boolean {
  return method === 'GET' || method === 'PUT' || method === 'DELETE'
}

const longestWaitSeconds = 30

/** How long to wait for an answer, in milliseconds: what `Prefer: wait=10` asks for within bounds, and some more. */
export function timeoutOf(prefer: string | undefined, defaultMs: number): number {
  const seconds = /(?:^|[,;\s])wait=(\d{1,4})\b/.exec(prefer ?? '')?.[1]
  if (seconds === undefined) return defaultMs
  return Math.max(defaultMs, (Math.min(Number(seconds), longestWaitSeconds) + 5) * 1000)
}
