import { isGuestId } from '@comptoir/contracts/ids'
import { readEarlierOrder } from '@comptoir/contracts/orders/internal-routes'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Buyers } from './buyers.ts'

type Customer = { readonly userId: string; readonly emailKey?: string | undefined }
export type HasOrdered = (customer: Customer) => Promise<boolean>

/** Who is known to have had no order before; each takes some 60 bytes. */
const mostRemembered = 50_000

/**
 * Whether a customer has ordered before. Confirmed orders are heard of as events; what was ordered before this service was
 * there, orders is asked for, once for each user and replica. While it does not answer, nobody is taken for a new customer.
 */
export function createHasOrdered(buyers: Buyers, orders: Client): HasOrdered {
  const askedWithout = new Set<string>()

  return async (customer) => {
    const { userId, emailKey } = customer
    const keys = emailKey === undefined ? [userId] : [...new Set([userId, emailKey])]
    if (await buyers.hasOrdered(keys)) return true
    // guests came later than this service: it has heard of all their orders
    if (isGuestId(userId) || askedWithout.has(userId)) return false
    return await ask(customer).catch((error: unknown) => {
      if (isRefusal(error, 'dependency_unavailable')) return true
      throw error
    })
  }

  async function ask({ userId, emailKey }: Customer): Promise<boolean> {
    const { earlier } = await orders(readEarlierOrder, { params: { userId }, retry: true })
    if (earlier) await buyers.add({ userId, emailKey, ...earlier })
    else remember(userId)
    return earlier !== undefined
  }

  function remember(userId: string): void {
    if (askedWithout.size >= mostRemembered) askedWithout.clear()
    askedWithout.add(userId)
  }
}
