import { describe, expect, it } from 'vitest'
import { eventually, newKey } from '../../src/api.ts'
import { buyAsGuest, type GuestOrder } from '../../src/guest.ts'
import { openJourney } from '../../src/journey.ts'
import { linkIn, mailTo } from '../../src/mailbox.ts'
import { onHand, reach, sell } from '../../src/shopper.ts'

const { api, platform, staff } = await openJourney()

type Seen = {
  returnId: string
  status: string
  code?: string
  refund?: { refundId: string; amount: { amount: number }; status: string }
  creditNote?: { creditNoteId: string; number: string }
}

/** The order of a guest, delivered, opened again by the one-time link that its email gets. */
async function openByLink() {
  const sku = await sell(api, staff, { price: 2_000, stock: 5 })
  const { order, email } = await buyAsGuest(api, sku)
  const { orderId, number, guest } = order
  await reach(api, { email, token: guest.accessToken }, orderId, 'delivered')
  const asked = await api<{ link?: string }>('POST /api/orders/lookup', { body: { number, email } })
  const link = asked.body.link ?? linkIn(await mailTo(platform, email, /lien vers la commande/))
  const opened = await api<GuestOrder['guest']>('POST /api/orders/links', { body: { link } })
  expect(opened.body.orderId).toBe(orderId)
  return { sku, orderId, token: opened.body.accessToken }
}

const request = (orderId: string, token: string, line: object) =>
  api<Seen>(`POST /api/orders/${orderId}/returns`, {
    ...{ token, key: newKey(), body: { lines: [{ quantity: 1, ...line }] } },
  })

async function byStaff(returnId: string, ...steps: (readonly [string, object])[]) {
  for (const [name, body] of steps) {
    const answer = await api<Seen>(`POST /api/returns/${returnId}/${name}`, { token: staff, body })
    expect([name, answer.status, answer.body.code]).toEqual([name, 200, undefined])
  }
}

const ended = (returnId: string, token: string, status: string) =>
  eventually(
    `${returnId} to be ${status}`,
    async () => (await api<Seen>(`GET /api/returns/${returnId}`, { token })).body,
    (ret) => ret.status === status,
    45_000,
  )

describe('a guest with the one-time link of an order', () => {
  it('sends goods back and has the money, the credit note and the goods on the shelf', async () => {
    const { sku, orderId, token } = await openByLink()
    const asked = await request(orderId, token, { sku, reason: 'changed_mind' })
    expect([asked.status, asked.body.status]).toEqual([201, 'requested'])
    const { returnId } = asked.body
    await byStaff(returnId, ['approve', {}])
    const sending = { carrier: 'Colissimo', trackingNumber: '6A00000000000' }
    const sent = await api<Seen>(`POST /api/returns/${returnId}/sent`, { token, body: sending })
    expect(sent.body.status).toBe('in_transit')
    const before = (await onHand(api, staff, sku)).onHand
    const inspection = { lines: [{ sku, restock: 1, scrap: 0 }] }
    await byStaff(returnId, ['receive', {}], ['inspect', inspection])
    const { refund, creditNote } = await ended(returnId, token, 'closed')
    expect(refund).toMatchObject({ amount: { amount: 2_000 }, status: 'succeeded' })
    expect((await onHand(api, staff, sku)).onHand).toBe(before + 1)
    const paper = `/api/credit-notes/${creditNote?.creditNoteId}`
    expect((await api(`GET ${paper}`, { token })).body).toMatchObject({
      ...{ number: creditNote?.number, totals: { grandTotal: { amount: 2_000 } } },
    })
    const list = await api<{ items: Seen[] }>('GET /api/returns', { token })
    expect(list.body.items.map((one) => one.returnId)).toEqual([returnId])
  })

  it('sends defective goods back with a label of the shop, and the carrier’s scans take the return along', async () => {
    const { sku, orderId, token } = await openByLink()
    const { returnId } = (await request(orderId, token, { sku, reason: 'defective' })).body
    await byStaff(returnId, ['approve', {}])
    type Labelled = Seen & {
      label?: { status: string; paidBy: string; shipmentId: string; trackingNumbers?: string[] }
      sending?: { trackingNumber?: string }
      receipt?: { by: string }
    }
    const read = async () => (await api<Labelled>(`GET /api/returns/${returnId}`, { token })).body
    const labelled = await eventually('the label', read, ({ label }) =>
      ['ready', 'used'].includes(label?.status ?? ''),
    )
    expect(labelled.label?.paidBy).toBe('shop')
    const pdf = await eventually(
      'the PDF of the label',
      () => api(`GET /api/shipments/${labelled.label?.shipmentId}/return-label`, { token }),
      ({ status }) => status === 200,
    )
    expect(Buffer.from(pdf.bytes.slice(0, 5)).toString()).toBe('%PDF-')
    const received = await eventually(
      'the parcels to arrive',
      read,
      ({ status }) => status === 'received',
      45_000,
    )
    expect(received).toMatchObject({
      ...{ label: { status: 'used' }, receipt: { by: 'system' } },
      sending: { trackingNumber: labelled.label?.trackingNumbers?.[0] },
    })
    await byStaff(returnId, ['inspect', { lines: [{ sku, restock: 0, scrap: 1 }] }])
    const { refund } = await ended(returnId, token, 'closed')
    expect(refund?.status).toBe('succeeded')
    const order = await api<{ status: string }>(`GET /api/orders/${orderId}`, { token })
    expect(order.body.status).toBe('delivered')
  })

  it('keeps the goods after all, and finds no return of another order', async () => {
    const { sku, orderId, token } = await openByLink()
    const { returnId } = (await request(orderId, token, { sku, reason: 'wrong_size' })).body
    const other = await openByLink()
    const foreign = [
      await api(`GET /api/returns/${returnId}`, { token: other.token }),
      await api(`POST /api/returns/${returnId}/cancel`, { token: other.token }),
      await request(orderId, other.token, { sku, reason: 'wrong_size' }),
    ]
    expect(foreign.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await api('GET /api/returns')).status).toBe(401)
    const cancel = await api<Seen>(`POST /api/returns/${returnId}/cancel`, { token })
    expect(cancel.body.status).toBe('cancelled')
    const again = await eventually(
      'the goods to be free again',
      () => request(orderId, token, { sku, reason: 'wrong_size' }),
      ({ status }) => status === 201,
    )
    expect(again.body.returnId).not.toBe(returnId)
  })
})

describe('staff', () => {
  it('say which order a withdrawal means that names none', async () => {
    const { sku, orderId, token } = await openByLink()
    const body = { name: 'Camille Durand', orderNumber: 'CMD-0000-0000', email: 'c@example.com' }
    type Declared = { withdrawal: { withdrawalId: string }; confirmationToken: string }
    const declared = await api<Declared>('POST /api/withdrawals', { body })
    const { confirmationToken, withdrawal } = declared.body
    const path = `/api/withdrawals/${withdrawal.withdrawalId}`
    await api(`POST ${path}/confirm`, { body: { confirmationToken } })
    type Item = { withdrawalId: string; outcome: { kind: string; returnId?: string } }
    await eventually(
      'the withdrawal to be listed',
      () => api<{ items: Item[] }>('GET /api/withdrawals?outcome=unmatched', { token: staff }),
      (list) => list.body.items.some((one) => one.withdrawalId === withdrawal.withdrawalId),
    )
    const attaching = { token: staff, body: { orderId } }
    const attached = await api<Item>(`POST ${path}/attach`, attaching)
    expect(attached.body.outcome).toMatchObject({ kind: 'return', orderId })
    const { returnId = '' } = attached.body.outcome
    const ret = await api(`GET /api/returns/${returnId}`, { token })
    expect(ret.body).toMatchObject({ kind: 'withdrawal', lines: [{ sku, quantity: 1 }] })
  })
})
