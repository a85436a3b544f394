import {
  type CartDiscounts,
  evaluateCart,
  type PromotableCart,
  readAutomaticPromotions,
} from '@comptoir/contracts/promotions/internal-routes'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Client } from './invoke.ts'

/** What promotions take off a cart; `isUnavailable`: they cannot be asked, so prices are full ones. */
export type Promoted = { readonly discounts?: CartDiscounts; readonly isUnavailable: boolean }
/** `customer` is asked for only where the cart is evaluated. */
export type Promotions = (
  cart: PromotableCart,
  customer?: () => Promise<PromotableCart['customer']>,
) => Promise<Promoted>

const freshForMs = 1_000
/** How long promotions may hold up a cart that has full prices without them. */
const timeoutMs = 1_000
const nothing: Promoted = { isUnavailable: false }

/**
 * Asks for what promotions take off a cart. A cart without codes is not evaluated where no promotion applies by itself,
 * which is asked once a second at most: without promotions, a cart costs no call.
 * @example const { discounts, isUnavailable } = await createPromotions(host.clients.promotions)(cart)
 */
export function createPromotions(client: Client, now: () => number = Date.now): Promotions {
  let known: { readonly any: boolean; readonly at: number } | undefined
  let asking: Promise<boolean> | undefined

  /** While promotions are down, what was known last holds: a shop without them sells as ever. */
  async function ask(): Promise<boolean> {
    const isAny = await client(readAutomaticPromotions, { timeoutMs })
      .then(({ any }) => any)
      .catch((error) => {
        if (!isRefusal(error, 'dependency_unavailable')) throw error
        return known?.any ?? false
      })
      .finally(() => {
        asking = undefined
      })
    known = { any: isAny, at: now() }
    return isAny
  }

  async function isEvaluated({ codes }: PromotableCart): Promise<boolean> {
    if (codes.length > 0) return true
    if (known && now() - known.at < freshForMs) return known.any
    asking ??= ask()
    return await asking
  }

  return async (cart, customer) => {
    if (!(await isEvaluated(cart))) return nothing
    const who = (await customer?.()) ?? cart.customer
    const body = who ? { ...cart, customer: who } : cart
    return await client(evaluateCart, { body, retry: true, timeoutMs }).then(
      (discounts) => ({ discounts, isUnavailable: false }),
      (error) => {
        if (!isRefusal(error, 'dependency_unavailable')) throw error
        return { isUnavailable: true }
      },
    )
  }
}
