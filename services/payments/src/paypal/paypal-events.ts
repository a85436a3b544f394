import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import type { Report } from '../payment/payment.ts'
import type { ProviderEvent } from '../provider/provider.ts'
import type { PayPalClient } from './paypal-client.ts'
import { Capture, Order, Refund } from './paypal-objects.ts'

/** What the webhook at PayPal is to be subscribed to. */
const eventTypes: ReadonlySet<string> = new Set([
  'CHECKOUT.ORDER.APPROVED',
  'PAYMENT.AUTHORIZATION.CREATED',
  'PAYMENT.AUTHORIZATION.VOIDED',
  'PAYMENT.CAPTURE.COMPLETED',
  'PAYMENT.CAPTURE.PENDING',
  'PAYMENT.CAPTURE.DENIED',
  'PAYMENT.CAPTURE.REFUNDED',
  'PAYMENT.CAPTURE.REVERSED',
  'PAYMENT.REFUND.PENDING',
  'PAYMENT.REFUND.FAILED',
  'CUSTOMER.DISPUTE.CREATED',
  'CUSTOMER.DISPUTE.UPDATED',
  'CUSTOMER.DISPUTE.RESOLVED',
])

const PayPalEvent = z.looseObject({
  id: z.string().min(1).max(255),
  event_type: z.string().min(1).max(255),
  resource: z.looseObject({}),
})
const Disputed = z.looseObject({
  disputed_transactions: z.array(z.looseObject({ seller_transaction_id: z.string() })).min(1),
})

/** PayPal's event as ours; of which order a refund or a dispute is, PayPal is asked. */
export async function toProviderEvent(event: unknown, call: PayPalClient): Promise<ProviderEvent> {
  const { id, event_type: type, resource } = parse(PayPalEvent, event)
  if (!eventTypes.has(type)) return { id, type, about: 'nothing' }
  if (type === 'CHECKOUT.ORDER.APPROVED') return { id, type, ...orderNews(parse(Order, resource)) }
  if (type.startsWith('CUSTOMER.DISPUTE.')) {
    const [disputed] = parse(Disputed, resource).disputed_transactions
    return { id, type, ...(await ledgerNews(disputed?.seller_transaction_id, call)) }
  }
  if (isOfRefund(type)) {
    const up = parse(Refund, resource).links.find(({ rel }) => rel === 'up')?.href
    return { id, type, ...(await ledgerNews(up?.split('/').at(-1), call)) }
  }
  const status = captureStatus.get(type)
  if (!status) return { id, type, about: 'nothing' }
  return { id, type, ...captureNews(parse(Capture, resource), status) }
}

const isOfRefund = (type: string): boolean =>
  type.startsWith('PAYMENT.REFUND.') || /^PAYMENT\.CAPTURE\.(REFUNDED|REVERSED)$/.test(type)

const captureStatus = new Map<string, Report['status']>([
  ['PAYMENT.AUTHORIZATION.CREATED', 'authorised'],
  ['PAYMENT.AUTHORIZATION.VOIDED', 'cancelled'],
  ['PAYMENT.CAPTURE.COMPLETED', 'succeeded'],
  ['PAYMENT.CAPTURE.PENDING', 'processing'],
  ['PAYMENT.CAPTURE.DENIED', 'failed'],
])

function orderNews({ id: providerRef, purchase_units: [unit] }: z.output<typeof Order>) {
  const paymentIntentId = ownId(unit?.custom_id)
  if (paymentIntentId === undefined) return { about: 'nothing' } as const
  return { about: 'payment', paymentIntentId, providerRef, status: 'approved' } as const
}

function captureNews(capture: z.output<typeof Capture>, status: Report['status']) {
  const paymentIntentId = ownId(capture.custom_id)
  const providerRef = capture.supplementary_data?.related_ids?.order_id
  if (paymentIntentId === undefined || providerRef === undefined)
    return { about: 'nothing' } as const
  return { about: 'payment', paymentIntentId, providerRef, status } as const
}

async function ledgerNews(captureId: string | undefined, call: PayPalClient) {
  if (captureId === undefined || !/^\w{1,40}$/.test(captureId)) return { about: 'nothing' } as const
  const capture = await call(`/v2/payments/captures/${captureId}`, Capture)
  const providerRef = capture.supplementary_data?.related_ids?.order_id
  if (providerRef === undefined) return { about: 'nothing' } as const
  return { about: 'ledger', paymentIntentId: ownId(capture.custom_id), providerRef } as const
}

/** Our id of the payment; an account may hold orders of other systems, whatever they write there. */
const ownId = (id: string | undefined): string | undefined =>
  id !== undefined && /^pi_\w{1,77}$/.test(id) ? id : undefined

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw refuse('invalid_request', `not an event of PayPal: ${issue?.path.join('.') || 'its form'}`)
}
