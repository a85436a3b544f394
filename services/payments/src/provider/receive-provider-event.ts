import type { Deps } from '../deps.ts'
import { findIntent, focusOn, intentsOf } from '../payment/intents.ts'
import { documentIdOf, paymentIdOf } from '../payment/payment-store.ts'
import { statusOf } from '../payment/payment-view.ts'
import type { LivePayment } from '../payment/stored-payment.ts'
import type { ProviderEvent } from './provider.ts'

/** `keys` remembers the events that were dealt with. */
export type EventDeps = Pick<Deps, 'payments' | 'settlement' | 'keys'>

type PaymentNews = Extract<ProviderEvent, { about: 'payment' }>

const rememberMs = 4 * 24 * 3_600_000

/**
 * Takes news of the provider in, once per event; what happened is read there, whatever order news come in. News of a payment that
 * is not known is not remembered: a dispute names the provider's payment only, and may come before the answer that names it to us.
 */
export async function receiveEvent(event: ProviderEvent, deps: EventDeps): Promise<void> {
  const key = `provider-event:${event.id}`
  if ((await deps.keys.read(key)) !== undefined) return
  if ((await takeIn(event, deps)) === 'unknown') return
  await deps.keys.claim(key, event.type, rememberMs)
}

async function takeIn(
  event: ProviderEvent,
  { payments, settlement }: EventDeps,
): Promise<'taken' | 'unknown'> {
  if (event.about === 'nothing') return 'taken'
  const { providerRef } = event
  const id = event.paymentIntentId ?? (await paymentIdOf(payments, providerRef))
  const document = id === undefined ? undefined : await payments.get(documentIdOf(id))
  if (id === undefined || !document) return 'unknown'
  if (document.data.status === 'never_created') return 'taken'
  if (event.about === 'ledger') {
    await settlement.refreshLedger(id, { providerRef })
    return 'taken'
  }
  if (!isKnown(document.data, id, event)) await settlement.refresh(id, { providerRef })
  return 'taken'
}

function isKnown(payment: LivePayment, id: string, { providerRef, status }: PaymentNews): boolean {
  const intent =
    intentsOf(payment).find((one) => one.providerRef === providerRef) ?? findIntent(payment, id)
  if (!intent) return true
  return intent.captured > 0 || statusOf(focusOn(payment, intent)) === status
}
