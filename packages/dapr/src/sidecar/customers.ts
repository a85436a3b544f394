import { setTimeout as sleep } from 'node:timers/promises'
import { readAccountSummary } from '@comptoir/contracts/accounts/internal-routes'
import type { PriceCustomer } from '@comptoir/contracts/catalog/internal-routes'
import { emailKeyOf } from '@comptoir/contracts/email'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Client } from './invoke.ts'

/** What prices and promotions go by of a customer. */
export type KnownCustomer = PriceCustomer & { readonly emailKey?: string }
/** Nothing when accounts does not say in time. */
export type Customers = (userId: string) => Promise<KnownCustomer | undefined>

/** How long a customer's state may be out of date where prices are shown; orders read it anew. */
const cachedForMs = 5_000
const mostCached = 5_000
/** How long accounts may hold up a shopper. */
const waitMs = 500

type Answer = Promise<KnownCustomer | undefined>

/**
 * Reads the state and the tags of customers from accounts, at most once in five seconds each, with one call for concurrent
 * readers.
 */
export function createCustomers(accounts: Client, now: () => number = Date.now): Customers {
  const cache = new Map<string, { readonly answer: Answer; readonly at: number }>()

  async function ask(userId: string): Answer {
    try {
      const params = { userId }
      const known = await accounts(readAccountSummary, { params, retry: false })
      const { customerStatus: status, tags, email } = known
      return { status, tags, emailKey: emailKeyOf(email) }
    } catch (error) {
      if (isRefusal(error, 'not_found')) return {}
      cache.delete(userId)
      if (isRefusal(error)) return undefined
      throw error
    }
  }

  return async (userId) => {
    const known = cache.get(userId)
    if (known && now() - known.at < cachedForMs) return await inTime(known.answer)
    if (cache.size >= mostCached) cache.clear()
    const answer = ask(userId)
    cache.set(userId, { answer, at: now() })
    return await inTime(answer)
  }
}

const inTime = (answer: Answer): Answer =>
  Promise.race([answer, sleep(waitMs, undefined, { ref: false })])
