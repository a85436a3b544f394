import { z } from 'zod'
import type { Report } from '../payment/payment.ts'
import type { CaptureOrder } from '../provider/provider.ts'
import { toPayPalAmount } from './paypal-amount.ts'
import { type PayPalClient, PayPalRefusal } from './paypal-client.ts'
import { authorizationOf, Capture, Order, toReport } from './paypal-objects.ts'

const Nothing = z.looseObject({})
export const orderPath = (ref: string) => `/v2/checkout/orders/${encodeURIComponent(ref)}`
const read = (call: PayPalClient, ref: string) => call(orderPath(ref), Order)
const authorizationPath = (id: string) => `/v2/payments/authorizations/${id}`

/** Takes the money that an order holds; answers the order as it is then. */
export async function captureHeld(call: PayPalClient, order: CaptureOrder) {
  const { captureId: once, providerRef, amount, currency } = order
  const held = authorizationOf(await read(call, providerRef))
  if (held) {
    const body = { amount: toPayPalAmount(amount, currency), final_capture: true }
    const asked = { method: 'POST', body, once } as const
    await call(`${authorizationPath(held.id)}/capture`, Capture, asked).catch(ignoreEnded)
  }
  return await read(call, providerRef)
}

/**
 * An order cannot be called off at PayPal: it takes nothing as long as nobody captures it, and ends by itself. What it
 * holds is let go.
 */
export async function release(call: PayPalClient, providerRef: string): Promise<Report> {
  const order = await read(call, providerRef)
  const report = toReport(order)
  const held = report.status === 'authorised' && authorizationOf(order)
  if (held) {
    const asked = { method: 'POST', once: `void:${held.id}` } as const
    await call(`${authorizationPath(held.id)}/void`, Nothing, asked).catch(ignoreEnded)
    return toReport(await read(call, providerRef))
  }
  const isOpen = report.status === 'requires_action' || report.status === 'approved'
  return isOpen ? { status: 'cancelled', providerRef } : report
}

/** Held money that was taken or let go before: how it stands is read then. */
const ended = new Set([
  ...['AUTHORIZATION_ALREADY_CAPTURED', 'AUTHORIZATION_VOIDED', 'AUTHORIZATION_EXPIRED'],
  ...['PREVIOUSLY_VOIDED', 'PREVIOUSLY_CAPTURED'],
])

function ignoreEnded(error: unknown): void {
  if (!(error instanceof PayPalRefusal) || !ended.has(error.issue)) throw error
}
