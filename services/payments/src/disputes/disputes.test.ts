import { describe, expect, it } from 'vitest'
import { headersFor } from '../../test/harness.ts'
import { camille, get, paid, staff, type Test } from '../../test/requests.ts'
import { resumePayments } from '../payment/resume-payments.ts'

const dueBy = '2026-12-01T10:00:00.000Z'
const evidence = { text: 'It was delivered on 22 November.', files: ['file_123', 'parcel CP123'] }

/** A paid order of 50 euros, all of it disputed. */
async function disputed(change: object = {}) {
  const test = await paid('1')
  await disputeOf(test, 'du_1', change)
  return test
}

async function disputeOf(test: Test, ref: string, change: object = {}, id = '1') {
  const { providerRef = '' } =
    [...test.provider.intents.values()]
      .map(({ ref: own, paymentIntentId }) => ({ providerRef: own, paymentIntentId }))
      .find(({ paymentIntentId }) => paymentIntentId === `pi_${id}`) ?? {}
  const createdAt = '2026-11-22T10:00:00.000Z'
  const known = test.provider.disputes.get(ref)
  test.provider.disputes.set(ref, {
    ...{ ref, providerRef, amount: 5000, status: 'open', reason: 'fraudulent', createdAt },
    ...{ stage: 'needs_response', dueBy, ...known, ...change },
  })
  await test.settlement.refreshLedger(`pi_${id}`)
}

async function post(
  test: Test,
  path: string,
  body?: object,
  user: Parameters<typeof headersFor>[0] = staff,
) {
  const headers = { ...(await headersFor(user)), 'content-type': 'application/json' }
  const sent = body && { body: JSON.stringify(body) }
  const answer = await test.app.request(path, { method: 'POST', headers, ...sent })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const answerIt = (test: Test, body: object = evidence) =>
  post(test, '/api/disputes/du_1/evidence', body)
const read = async (test: Test, path = '/api/disputes/du_1') => (await get(test, path, staff)).body

describe('a dispute', () => {
  it('says until when it may be answered, and is listed for staff, the soonest due first', async () => {
    const test = await paid('1', '2')
    await disputeOf(test, 'du_1')
    await disputeOf(test, 'du_2', { dueBy: '2026-11-30T10:00:00.000Z' }, '2')
    const { items } = await read(test, '/api/disputes')
    expect(items).toMatchObject([
      { id: 'du_2', orderId: 'ord_2', stage: 'needs_response' },
      { id: 'du_1', orderId: 'ord_1', dueBy, amount: { amount: 5000, currency: 'EUR' } },
    ])
    expect((await get(test, '/api/disputes', camille)).status).toBe(403)
    expect((await get(test, '/api/disputes/du_9', staff)).status).toBe(404)
    expect(test.store.published.at(-1)?.data).toMatchObject({ dueBy: '2026-11-30T10:00:00.000Z' })
  })

  it('is answered once with evidence, however often it is sent', async () => {
    const test = await disputed()
    const [first] = await Promise.all([answerIt(test), answerIt(test)])
    expect(first.status).toBe(200)
    const { body } = await answerIt(test)
    expect(body).toMatchObject({
      ...{ status: 'open', stage: 'under_review' },
      answer: { kind: 'evidence', ...evidence, by: staff.id, sentAt: expect.any(String) },
    })
    expect(test.provider.replies).toHaveLength(1)
    const told = test.eventNames().filter((name) => name === 'dispute-answered')
    expect(told).toHaveLength(1)
    expect((await answerIt(test, { text: 'Something else' })).status).toBe(409)
  })

  it('is answered later when the provider is silent: what staff said is kept', async () => {
    const test = await disputed()
    test.provider.silent = 'after'
    expect((await answerIt(test)).body['answer']).not.toHaveProperty('sentAt')
    test.provider.silent = 'no'
    test.store.clock.nowMs += 60_000
    expect(await resumePayments(test)).toBe(1)
    expect(((await read(test)) as unknown as { answer: object }).answer).toHaveProperty('sentAt')
    expect(test.provider.replies).toHaveLength(1)
  })

  it('may be answered anew when the provider did not take the answer', async () => {
    const test = await disputed()
    const dispute = test.provider.disputes.get('du_1')
    if (dispute) test.provider.disputes.set('du_1', { ...dispute, status: 'won' })
    expect((await answerIt(test)).body).toMatchObject({
      ...{ status: 'won', answer: { failureCode: 'dispute_closed' } },
    })
  })

  it.each([
    ['closed', { status: 'won' }],
    ['under review', { stage: 'under_review' }],
    ['past its time', { dueBy: '2026-11-20T10:00:00.000Z' }],
  ])('is not answered once it is %s', async (_, change) => {
    const test = await disputed(change)
    expect((await answerIt(test)).status).toBe(409)
    expect(test.provider.replies).toEqual([])
  })

  it('that staff accept is lost, and its money gone', async () => {
    const test = await disputed()
    const { body } = await post(test, '/api/disputes/du_1/accept')
    expect(body).toMatchObject({ status: 'lost', answer: { kind: 'accept' } })
    expect(test.eventNames().slice(-2)).toEqual(['dispute-answered', 'dispute-closed'])
    expect(await read(test, '/api/disputes?status=lost')).toMatchObject({ items: [{ id: 'du_1' }] })
  })

  it('keeps its fee and answer when it is won, and names the fee in its event', async () => {
    const test = await disputed({ fee: 2000 })
    await answerIt(test)
    await disputeOf(test, 'du_1', { status: 'won' })
    const fee = { amount: 2000, currency: 'EUR' }
    expect(await read(test)).toMatchObject({ status: 'won', fee, answer: evidence })
    expect(await read(test)).not.toHaveProperty('stage')
    expect(test.store.published.at(-1)?.data).toMatchObject({ outcome: 'won', fee })
  })
})
