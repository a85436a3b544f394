import type { EventDefinition } from '@comptoir/contracts/event'
import { OrderShipped } from '@comptoir/contracts/orders/events'
import { RefundSucceeded } from '@comptoir/contracts/payments/events'
import { createLedgerSubscribers } from '../src/ledger/follow-sales.ts'
import type { Ledgers } from '../src/ledger/ledger-store.ts'
import type { Sales } from '../src/ledger/stored-sale.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })

type Sold = { readonly orderId: string; readonly vendorId: string; readonly gross: number }

/** What orders and payments tell admin, by the handlers that hear it. */
export function createMoneyEvents(deps: { readonly sales: Sales; readonly ledgers: Ledgers }) {
  const subscribers = createLedgerSubscribers(deps)

  async function tell(kind: EventDefinition, data: object, version = 1): Promise<void> {
    const meta = { id: `${kind.type}-${version}`, type: kind.type, subject: 'x', version }
    const own = subscribers.find(({ definition }) => definition.type === kind.type)
    await own?.handle(kind.schema.parse(data), { ...meta, time: '2026-11-30T10:00:00.000Z' })
  }

  return {
    tell,
    /** An order of one line of a vendor, at 10 % commission and no VAT, has left. */
    sell: ({ orderId, vendorId, gross }: Sold) =>
      tell(OrderShipped, {
        ...{ orderId, number: `C-${orderId}`, userId: 'usr_1', cartId: 'cart_1' },
        left: [{ sku: 'VASE', quantity: 1 }],
        goods: {
          total: eur(gross),
          lines: [
            {
              ...{ sku: 'VASE', quantity: 1, gross: eur(gross), net: eur(gross) },
              ...{ vendorId, commissionBps: 1_000 },
            },
          ],
        },
      }),
    /** So much of it went back. */
    giveBack: (orderId: string, amount: number, refundId = 'rf_1') =>
      tell(RefundSucceeded, {
        ...{ orderId, paymentIntentId: 'pi_1', refundId, amount: eur(amount), reason: 'a test' },
      }),
  }
}
