import type { Logger } from '@comptoir/service/observability/log'
import type { LeakedRange } from './breached-passwords.ts'

type Options = {
  /** Without a path: `https://api.pwnedpasswords.com`. */
  readonly url: string
  readonly timeoutMs: number
  /** Answers while the service does not. */
  readonly fallback: LeakedRange
  readonly log: Logger
  readonly now?: () => number
}

/** How long a service that failed is left alone: nobody waits for its timeout meanwhile. */
const pauseMs = 30_000

/**
 * Ranges of leaked passwords by the range API of Pwned Passwords (https://haveibeenpwned.com/API/v3#PwnedPasswords), padded so
 * that the size of an answer tells nothing either. Without an answer in time the fallback decides: nobody is kept from signing up.
 */
export function pwnedRanges(options: Options): LeakedRange {
  const { url, timeoutMs, fallback, log, now = Date.now } = options
  let pausedUntil = 0
  return async (firstDigits) => {
    if (now() < pausedUntil) return await fallback(firstDigits)
    try {
      return await askRange(new URL(`/range/${firstDigits}`, url), timeoutMs)
    } catch (error) {
      pausedUntil = now() + pauseMs
      log.warn({ err: error }, 'leaked passwords are looked up in the local list')
      return await fallback(firstDigits)
    }
  }
}

async function askRange(url: URL, timeoutMs: number): Promise<ReadonlySet<string>> {
  const headers = { 'add-padding': 'true', 'user-agent': 'comptoir' }
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) })
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(`pwned passwords answered ${response.status}`)
  }
  return leakedIn(await response.text())
}

/** Lines are `<35 digits>:<how often>`; those that were seen 0 times are padding. */
function leakedIn(text: string): ReadonlySet<string> {
  const lines = text.split('\n').map((line) => line.trim().split(':'))
  return new Set(
    lines.flatMap(([digits, count]) => (digits && Number(count) > 0 ? [digits.toUpperCase()] : [])),
  )
}
