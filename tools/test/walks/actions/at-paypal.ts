import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { among, type Body, type Walker } from './shop.ts'

/** A capture of one of the orders, or a refund, from PayPal's own ledger: its id and its amount. */
async function entryOf(walker: Walker, of: 'charges' | 'refunds') {
  const { body } = await walker.shop.paypal('GET /ledger')
  const first = paymentIntentIdOf(among(walker, walker.orders).orderId)
  const own = (body?.[of] ?? []).filter(({ metadata }: Body) => {
    const id: string = metadata?.payment_intent_id ?? ''
    return id === first || id.startsWith(`${first}_`)
  })
  if (own.length === 0) return undefined
  const { reference, amount } = among<Body>(walker, own)
  return { id: reference as string, amount: amount as number }
}

/** The payer disputes a payment at PayPal. */
export async function dispute(walker: Walker): Promise<void> {
  const { shop, random } = walker
  const capture = await entryOf(walker, 'charges')
  if (!capture) return
  const part = random() < 0.3 && { amount: 1 + Math.floor(random() * capture.amount) }
  await shop.paypal('POST /disputes', { capture_id: capture.id, ...part })
}

/** PayPal looks at a dispute and decides, or the shop gives in. */
export async function decide(walker: Walker): Promise<void> {
  const { shop, random } = walker
  const { body } = await shop.paypal('GET /v1/customer/disputes')
  if (!body?.items?.length) return
  const path = `/v1/customer/disputes/${among<Body>(walker, body.items).dispute_id}`
  const chance = random()
  if (chance < 0.2) return void (await shop.paypal(`POST ${path}/accept-claim`, {}))
  if (chance < 0.4) await shop.paypal(`POST ${path}/provide-evidence`, {})
  const adjudication_outcome = random() < 0.5 ? 'SELLER_FAVOR' : 'BUYER_FAVOR'
  await shop.paypal(`POST ${path}/adjudicate`, { adjudication_outcome })
}

/** Someone gives money back in PayPal's dashboard. */
export async function refund(walker: Walker): Promise<void> {
  const { shop, random } = walker
  const capture = await entryOf(walker, 'charges')
  if (!capture) return
  const cents = 1 + Math.floor(random() * capture.amount)
  const amount = { currency_code: 'EUR', value: (cents / 100).toFixed(2) }
  const body = random() < 0.6 ? { amount } : {}
  await shop.paypal(`POST /v2/payments/captures/${capture.id}/refund`, body)
}

/** The payer's bank sends a refund back. */
export async function failRefund(walker: Walker): Promise<void> {
  const refunded = await entryOf(walker, 'refunds')
  if (refunded) await walker.shop.paypal(`POST /refunds/${refunded.id}/fail`)
}
