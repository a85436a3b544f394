import { eventually } from '../../../src/api.ts'
import type { Shop } from '../test.ts'

type Money = { readonly amount: number }
export type Intent = {
  readonly id: string
  readonly captured: Money
  readonly refunded: Money
  readonly refunds: readonly { readonly amount: Money; readonly reason: string }[]
  readonly disputes?: readonly Dispute[]
}

/** A payment as staff see it. */
export async function readIntent({ api, staff }: Shop, id: string): Promise<Intent> {
  const token = await staff()
  return (await api<Intent>(`GET /api/payment-intents/${id}`, { token })).body
}

export type Dispute = {
  readonly id: string
  readonly orderId: string
  readonly answer?: { readonly text: string; readonly sentAt?: string }
}

/** The dispute of a payment, once the bank opened it. */
export async function disputeOf(shop: Shop, intentId: string): Promise<Dispute> {
  const found = await eventually(
    `a dispute of ${intentId}`,
    async () => (await readIntent(shop, intentId)).disputes?.[0],
    (dispute) => dispute !== undefined,
    30_000,
  )
  if (!found) throw new Error('no dispute')
  return found
}
