import { among, type Body, read, type Walker } from './shop.ts'

/** Cards that pay, and cards that do not, or not at once, or whose refunds go wrong. */
const cards = [
  ...['pm_card_visa', 'pm_card_visa', 'pm_card_visa', 'pm_card_mastercard'],
  ...['pm_card_chargeDeclined', 'pm_card_chargeDeclinedInsufficientFunds'],
  ...['pm_card_authenticationRequired', 'pm_card_threeDSecure2Required'],
  ...[
    'pm_sim_slow',
    'pm_sim_duplicate_webhook',
    'pm_sim_out_of_order_webhook',
    'pm_sim_no_webhook',
  ],
  ...['pm_card_refundFail', 'pm_card_pendingRefund', 'pm_card_createDispute'],
]
/** What payers choose on PayPal's page, beyond yes. */
const payerCases = [
  ...['', '', '', 'declined', 'pending', 'denied_later', 'refund_pending', 'refund_fails'],
  ...['webhooks_twice', 'webhooks_late', 'no_webhooks'],
]

/** Any card, or PayPal. */
export function methodOf(walker: Walker): { provider: string; token: string } {
  if (walker.random() < 0.25) return { provider: 'paypal', token: 'paypal' }
  return { provider: 'stripe', token: among(walker, cards) }
}

/** Some people wait for the outcome. */
export function waiting({ random }: Walker): Record<string, string> {
  return random() < 0.3 ? { prefer: 'wait=10' } : {}
}

/** Pays again, with any card: also what is paid, or has ended. */
export async function payAgain(walker: Walker): Promise<void> {
  const { shop, random, newKey } = walker
  const placed = among(walker, walker.orders)
  const request = {
    as: placed.owner,
    body: { paymentMethod: methodOf(walker) },
    headers: { 'idempotency-key': newKey(), ...waiting(walker) },
  }
  const operation = `POST /api/orders/${placed.orderId}/payments`
  await shop.send(operation, request)
  if (random() < 0.2) await shop.send(operation, request)
}

/** The shopper confirms at their bank or at PayPal, or refuses: now, or when it is too late. */
export async function confirmPayment(walker: Walker): Promise<void> {
  const order = await read(walker, among(walker, walker.orders))
  const waits = [order?.payment, ...(order?.edits ?? []).map(({ payment }: Body) => payment)]
  const urls = waits.flatMap((payment) => payment?.actionUrl ?? [])
  if (urls.length > 0) await confirmAt(walker, among<string>(walker, urls))
}

/** What a payer does at the page of the bank or of PayPal. */
export async function confirmAt(walker: Walker, url: string): Promise<void> {
  const { shop, random } = walker
  const { pathname, search } = new URL(url)
  if (random() < 0.2) await shop.pause(random() * 3_000_000)
  const verb = random() < 0.8 ? 'approve' : 'refuse'
  const isPayPal = pathname === '/checkoutnow'
  if (!isPayPal) return void (await shop.provider(`${pathname}/${verb}${search}`))
  const payerCase = among(walker, payerCases)
  const chosen = payerCase && `&case=${payerCase}`
  await shop.paypal(`POST ${pathname}/${verb}${search}${chosen}`)
}
