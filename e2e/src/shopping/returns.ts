import { type Api, eventually, newKey } from '../api.ts'

export type Returned = {
  returnId: string
  status: string
  refund?: { refundId: string; amount: { amount: number }; status: string }
  creditNote?: { creditNoteId: string; number: string }
}
type Returning = {
  readonly staff: string
  /** Of whoever bought it. */
  readonly token: string
  readonly orderId: string
  readonly sku: string
}

/** One piece of a delivered order goes back, by all its steps, until its money and its paper are there. */
export async function returnOne(api: Api, asked: Returning): Promise<Returned> {
  const { staff, token, orderId, sku } = asked
  const lines = [{ sku, quantity: 1, reason: 'changed_mind' }]
  const { body } = await api<Returned>(`POST /api/orders/${orderId}/returns`, {
    ...{ token, key: newKey(), body: { lines } },
  })
  const path = `/api/returns/${body.returnId}`
  const sending = { carrier: 'Colissimo', trackingNumber: '6A00000000000' }
  const steps = [
    ['approve', staff, {}],
    ['sent', token, sending],
    ['receive', staff, {}],
    ['inspect', staff, { lines: [{ sku, restock: 1, scrap: 0 }] }],
  ] as const
  for (const [name, by, given] of steps) {
    const answer = await api(`POST ${path}/${name}`, { token: by, body: given })
    if (answer.status !== 200) throw new Error(`${name}: ${JSON.stringify(answer.body)}`)
  }
  return await eventually(
    'the return to be closed',
    async () => (await api<Returned>(`GET ${path}`, { token })).body,
    ({ status }) => status === 'closed',
    45_000,
  )
}
