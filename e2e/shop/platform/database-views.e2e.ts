import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { openShopDatabase } from '../../src/shop-database.ts'
import { buy, reach, sell } from '../../src/shopper.ts'

const { platform, api, staff } = await openJourney()
const database = await openShopDatabase(platform)
if (!database) console.log('Left out, the store has no database scripts: the views of a database')

const joined = `
  SELECT o.number, o.status, o.grand_total_minor, o.currency, u.email, l.quantity, l.gross_minor,
    v.price_minor, c.status AS cart_status, p.status AS payment_status, p.captured_minor,
    i.number AS invoice_number, i.grand_total_minor AS invoiced_minor,
    s.shipment_id, s.status AS shipment_status, k.on_hand
  FROM orders.orders o
  JOIN orders.order_lines l ON l.order_id = o.order_id
  JOIN accounts.users u ON u.user_id = o.user_id
  JOIN catalog.products d ON d.product_id = l.product_id
  JOIN catalog.variants v ON v.sku = l.sku AND v.product_id = d.product_id
  JOIN inventory.stock k ON k.sku = l.sku
  JOIN carts.carts c ON c.cart_id = o.cart_id
  JOIN payments.payments p ON p.payment_intent_id = o.payment_intent_id
  JOIN billing.invoices i ON i.invoice_id = o.invoice_id
  JOIN shipping.shipments s ON s.order_id = o.order_id
  WHERE o.order_id = $1`

const refunded = `
  SELECT r.status, r.amount_minor, n.number, n.grand_total_minor, n.invoice_id
  FROM orders.orders o
  JOIN payments.refunds r ON r.payment_intent_id = o.payment_intent_id
  JOIN billing.credit_notes n ON n.invoice_id = o.invoice_id
  WHERE o.order_id = $1`

describe.skipIf(!database)('the views of a database', () => {
  const select = async (query: string, orderId: string) => {
    const rows = (await database?.select(query, orderId)) ?? []
    // amounts come as texts from a driver that knows 64 bits
    const plain = (value: unknown) => (/^\d+$/.test(String(value)) ? Number(value) : value)
    return rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
    )
  }

  it('show an order with its customer, goods, payment, invoice and shipment, as the API does', async () => {
    const sku = await sell(api, staff, { price: 4990, stock: 5 })
    const { shopper, order } = await buy(api, sku)
    const delivered = await reach(api, shopper, order.orderId, 'delivered')
    const { amount, currency } = delivered.totals.grandTotal
    const expected = {
      ...{ number: delivered.number, status: 'delivered', grand_total_minor: amount, currency },
      ...{ email: shopper.email, quantity: 1, gross_minor: 4990, price_minor: 4990 },
      ...{ cart_status: 'converted', payment_status: 'succeeded', captured_minor: amount },
      ...{ invoice_number: delivered.invoice.number, invoiced_minor: amount },
      ...{ shipment_id: delivered.parcels[0]?.shipmentId, shipment_status: 'delivered' },
      on_hand: 4,
    }
    // stock is written a moment later
    const rows = await eventually(
      'the sale in the views',
      () => select(joined, order.orderId),
      ([row]) => row?.['on_hand'] === 4,
    )
    expect(rows).toEqual([expected])
  })

  it('show what a cancelled order gave back, with its credit note', async () => {
    const sku = await sell(api, staff, { price: 2000, stock: 5 })
    const { shopper, order } = await buy(api, sku)
    const body = { reason: 'changed_mind' }
    await api(`POST /api/orders/${order.orderId}/cancel`, { token: shopper.token, body })
    const cancelled = await reach(api, shopper, order.orderId, 'cancelled')
    const { amount } = cancelled.totals.grandTotal
    expect(await select(refunded, order.orderId)).toEqual([
      {
        ...{ status: 'succeeded', amount_minor: amount, grand_total_minor: amount },
        number: expect.stringMatching(/^AV-\d{4}-\d{6}$/),
        invoice_id: cancelled.invoice.invoiceId,
      },
    ])
  })
})
