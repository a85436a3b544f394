import { receiveEvent } from '../src/provider/receive-provider-event.ts'
import { anOrder, asOrders, createTestPayments, headersFor } from './harness.ts'

/** What the tests read of an answer. */
type Body = {
  id: string
  code: string
  status: string
  reason: string
  amount: { amount: number }
  items: { id: string }[]
  nextCursor: string
}

export type Test = ReturnType<typeof createTestPayments>
type Asked = Pick<Test, 'app'>
export const camille = { id: 'usr_camille' }
export const staff = { id: 'usr_staff', roles: ['staff' as const] }
const json = { 'content-type': 'application/json' }

export async function get(test: Test, path: string, user?: Parameters<typeof headersFor>[0]) {
  const answer = await test.app.request(path, { headers: user ? await headersFor(user) : {} })
  return { status: answer.status, body: (await answer.json()) as Body, headers: answer.headers }
}

export async function refund(
  test: Test,
  id: string,
  body: object,
  user = staff as Parameters<typeof headersFor>[0],
  key = 'key-12345',
) {
  const answer = await test.app.request(`/api/payment-intents/${id}/refunds`, {
    method: 'POST',
    headers: { ...(await headersFor(user)), ...json, 'idempotency-key': key },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Body, headers: answer.headers }
}

export async function put(
  test: Asked,
  path: string,
  body: object,
  headers: Record<string, string> = asOrders,
) {
  const answer = await test.app.request(`/internal/payment-intents/${path}`, {
    method: 'PUT',
    headers,
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Body }
}

export async function ask(test: Asked, path: string, headers: Record<string, string> = asOrders) {
  const answer = await test.app.request(`/internal/payment-intents/${path}`, { headers })
  return { status: answer.status, body: (await answer.json()) as Body }
}

export async function paid(...suffixes: string[]) {
  const test = createTestPayments()
  for (const suffix of suffixes) {
    await test.announce(anOrder(suffix))
    test.store.clock.nowMs += 1000
  }
  return test
}

/** The provider lets the held money go, and says so. */
export async function expire(test: Test) {
  const providerRef = 'ref_1'
  const intent = test.provider.intents.get(providerRef)
  if (intent) intent.report = { status: 'cancelled', providerRef }
  const news = { about: 'payment', paymentIntentId: 'pi_1', providerRef } as const
  await receiveEvent({ id: 'evt_x', type: 'canceled', ...news, status: 'cancelled' }, test)
}
