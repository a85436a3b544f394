import { emailKeyOf } from '@comptoir/contracts/email'
import { type MakeLimiter, msUntilNext, take } from '@comptoir/dapr/leases/limits'
import { networkOf } from '@comptoir/service/auth/client-address'

/** How often guests may order and look up. Networks are shared by many, so their limits are wide. */
export const guestLimits = {
  ordersOfNetwork: { points: 120, duration: 3_600 },
  ordersOfEmail: { points: 20, duration: 3_600 },
  lookUpsOfNetwork: { points: 30, duration: 900 },
  /** Withdrawals that are declared, whether there are such orders or not. */
  withdrawalsOfNetwork: { points: 20, duration: 3_600 },
  /** Links to payments that are opened, good ones or not. */
  paymentsOfNetwork: { points: 240, duration: 900 },
  /** Links of one order: nobody floods the mailbox of somebody whose order they know. */
  linksOfOrder: { points: 3, duration: 900 },
} as const

export type GuestLimits = ReturnType<typeof createGuestLimits>

/** Guards what is open to anyone. What is refused by address tells nothing of any order. */
export function createGuestLimits(make: MakeLimiter) {
  const { ordersOfNetwork, ordersOfEmail, lookUpsOfNetwork, withdrawalsOfNetwork, linksOfOrder } =
    guestLimits
  const byNetwork = make('orders-network', ordersOfNetwork)
  const byEmail = make('orders-email', ordersOfEmail)
  const lookUps = make('look-ups', lookUpsOfNetwork)
  const withdrawals = make('withdrawals-network', withdrawalsOfNetwork)
  const payments = make('payment-links-network', guestLimits.paymentsOfNetwork)
  const links = make('links', linksOfOrder)
  return {
    /** Refuses a new order as `rate_limited`. */
    async ordering({ address, email }: { address: string; email: string }): Promise<void> {
      await take(byNetwork, networkOf(address))
      await take(byEmail, emailKeyOf(email))
    },
    /** Refuses a look-up as `rate_limited`. */
    lookingUp: (address: string) => take(lookUps, networkOf(address)),
    /** Refuses a declaration of a withdrawal as `rate_limited`. */
    withdrawing: (address: string) => take(withdrawals, networkOf(address)),
    /** Refuses to open a link to a payment as `rate_limited`. */
    openingLink: (address: string) => take(payments, networkOf(address)),
    /** Whether another link of the order may be sent. */
    mayLink: async (orderId: string) => (await msUntilNext(links, orderId)) === undefined,
  }
}
