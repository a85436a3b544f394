import { eventually } from '../../src/api.ts'
import { home, type OrderBody, password, place } from '../../src/shopper.ts'
import { pause, type TestPlatform } from '../kit/test-platform.ts'

const quoting = 'call:shipping:post /api/shipping-rates/quote'

/** An order that is stored, paid and shipped after its buyer was erased everywhere names nobody either, once it has ended. */
export async function deleteWhilePlacing(platform: TestPlatform): Promise<string[]> {
  const { api, staff, faults } = platform
  const sku = await platform.sellNew(5)
  const ready = await platform.prepare([{ sku, quantity: 1 }])
  const { shopper } = ready
  await faults.plan('orders', { point: quoting, mode: 'delay', delayMs: 3_000, times: 1 })
  const placing = place(api, shopper, ready)
  await pause(500)
  const deleted = await api('DELETE /api/me', { token: shopper.token, body: { password } })
  const { status, body } = await placing
  if (deleted.status !== 204 || status !== 201)
    return [`deleted ${deleted.status}, placed ${status}`]

  const read = async <T>(path: string) =>
    (await api<T>(`GET ${path}`, { token: await staff() })).body
  const orderPath = `/api/orders/${body.orderId}`
  await eventually(
    'the order to be shipped and invoiced',
    () => read<OrderBody>(orderPath),
    (order) => order.status === 'processing' && order.invoice.pdfReady,
    60_000,
  )
  const cancel = { token: await staff(), body: { reason: 'drill' } }
  await api(`POST ${orderPath}/cancel`, cancel)
  const order = await eventually(
    'the order to be cancelled',
    () => read<OrderBody>(orderPath),
    (order) => order.status === 'cancelled',
    60_000,
  )
  const { payment, invoice, parcels } = order
  const places: [path: string, traces: string[]][] = [
    [orderPath, [shopper.email, home.recipient, home.line1, 'pm_card']],
    [`/api/shipments/${parcels[0]?.shipmentId}`, [home.recipient, home.line1]],
    [`/api/payment-intents/${payment.paymentIntentId}`, ['pm_card']],
    [`/api/invoices/${invoice.invoiceId}`, [shopper.email]],
  ]
  const left = async () => {
    const found = places.map(async ([path, traces]) => {
      const text = JSON.stringify(await read(path))
      return traces.filter((trace) => text.includes(trace)).map((trace) => `${path}: ${trace}`)
    })
    return (await Promise.all(found)).flat()
  }
  await eventually('nobody to be named', left, (traces) => traces.length === 0, 150_000)
  const printed = await read<{ billingAddress?: { recipient: string } }>(
    `/api/invoices/${invoice.invoiceId}`,
  )
  const isPrinted = printed.billingAddress?.recipient === home.recipient
  return isPrinted ? [] : ['the invoice does not name who was invoiced']
}
