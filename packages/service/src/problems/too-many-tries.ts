import { type Refusal, refuse } from './refusal.ts'

/**
 * Refuses with `rate_limited` what is tried too often; the answer says in how many seconds to come again, one at least.
 * @example throw tooManyTries(result.msBeforeNext)
 */
export function tooManyTries(msBeforeNext: number): Refusal {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1_000))
  return refuse('rate_limited', `try again in ${retryAfterSeconds} s`, {
    extensions: { retryAfterSeconds },
  })
}
