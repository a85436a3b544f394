import { createMemoryBlobs, createMemoryKeys } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { createTestInvoicing } from '../../test/invoicing.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { createApp } from '../app.ts'
import { attachPdf } from '../invoice/invoice.ts'
import { createInvoiceRenderer } from '../printing/invoice-rendering.ts'
import type { PlatformNews } from './platform.ts'
import { createTransmitter } from './transmitter.ts'

const { verify, headersFor } = createTestVerifier()
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
const camille = await headersFor({ id: 'usr_camille' })
const business = { company: 'Atelier SARL' }
const goOn = new AbortController().signal

function createBilling(fromDay?: string) {
  const test = createTestInvoicing()
  const blobs = createMemoryBlobs()
  const log = silentLog()
  const renderer = createInvoiceRenderer({ ...test, blobs, log })
  const outside = { taken: [] as string[], news: [] as PlatformNews[], isAway: false }
  const platform = {
    async submit({ reference, bytes }: { reference: string; bytes: Uint8Array }) {
      if (outside.isAway) throw new Error('no answer')
      expect(Buffer.from(bytes).subarray(0, 4).toString()).toBe('%PDF')
      outside.taken.push(reference)
    },
    news: async () => outside.news,
    async acknowledge(news: PlatformNews) {
      outside.news = outside.news.filter((one) => one !== news)
    },
  }
  const keys = createMemoryKeys()
  const work = async () =>
    await createTransmitter({ ...test, blobs, log, keys, platform, fromDay })(goOn)
  const app = createApp({ ...test, blobs, verify, appToken: 'token', log })
  const call = async (line: string, headers = staff) => {
    const [method = '', path = ''] = line.split(' ')
    const answer = await app.request(`/api/invoice-transmissions${path}`, { method, headers })
    return { status: answer.status, body: JSON.parse(await answer.text()) }
  }
  async function sell(orderId: string, billingAddress = {}) {
    await test.invoicing.finalise(
      sampleOrder({ orderId, billingAddress }),
      test.time.now.toISOString(),
    )
    await print()
  }
  /** Sells with a file that nobody reads, which is made faster. */
  async function fileAway(orderId: string, billingAddress: object) {
    const order = sampleOrder({ orderId, billingAddress })
    const { id } = await test.invoicing.finalise(order, test.time.now.toISOString())
    const pdf = await blobs.put(Buffer.from(`%PDF of ${id}`))
    await test.invoices.update(id, (data) => attachPdf(data, { pdf: { ...pdf, size: 1 } }))
  }
  async function print() {
    await renderer.sweep()
    await renderer.idle()
  }
  return { ...test, outside, work, call, sell, fileAway, print }
}

describe('papers of French businesses', () => {
  it('go to the platform once, credit notes too; those of consumers do not', async () => {
    const billing = createBilling()
    await billing.sell('ord_01', business)
    await billing.sell('ord_02')
    await billing.invoicing.cancel('ord_01', 'order_cancelled')
    await billing.print()
    for (const _ of [1, 2]) await billing.work()
    expect(billing.outside.taken.toSorted()).toEqual(['AV-2026-000001', 'FA-2026-000001'])
    const { body } = await billing.call('GET ?status=submitted')
    expect(body.items).toHaveLength(2)
    expect(body.items).toContainEqual(
      expect.objectContaining({ documentId: 'inv_01', reference: 'FA-2026-000001' }),
    )
  })

  it('wait while the platform is away, and go when it is back', async () => {
    const billing = createBilling()
    await billing.sell('ord_01', business)
    billing.outside.isAway = true
    await billing.work()
    expect((await billing.call('GET /inv_01')).body).toMatchObject({
      ...{ status: 'pending', attempts: 1, lastError: 'Error: no answer' },
      nextAttemptAt: '2026-11-21T10:01:00.000Z',
    })
    billing.outside.isAway = false
    await billing.work()
    expect(billing.outside.taken).toEqual([])
    billing.time.now = new Date('2026-11-21T10:01:00.000Z')
    await billing.work()
    expect(billing.outside.taken).toEqual(['FA-2026-000001'])
  })

  it('of days before a platform was chosen do not go', async () => {
    const billing = createBilling('2026-11-22')
    await billing.sell('ord_01', business)
    billing.time.now = new Date('2026-11-21T23:30:00.000Z')
    await billing.sell('ord_02', business)
    await billing.work()
    expect(billing.outside.taken).toEqual(['FA-2026-000002'])
  })

  it('go though a hundred of the evening before the first day, by the clock of Paris, stay behind', async () => {
    const billing = createBilling('2026-11-22')
    billing.time.now = new Date('2026-11-21T22:30:00.000Z')
    for (let n = 10; n < 110; n += 1) await billing.fileAway(`ord_${n}`, business)
    billing.time.now = new Date('2026-11-21T23:30:00.000Z')
    await billing.sell('ord_02', business)
    await billing.work()
    expect(billing.outside.taken).toEqual(['FA-2026-000101'])
  })

  it('show what the platform says; what it rejected staff submit again', async () => {
    const billing = createBilling()
    await billing.sell('ord_01', business)
    await billing.work()
    const reference = 'FA-2026-000001'
    billing.outside.news = [
      { id: 'a', reference, status: 'rejected', at: '2026-11-21T11:00:00.000Z', reason: 'SIREN' },
      { id: 'b', reference: 'other', status: 'deposited', at: '2026-11-21T11:00:00.000Z' },
    ]
    await billing.work()
    expect(billing.outside.news).toEqual([])
    const { body } = await billing.call('GET /inv_01')
    expect(body.status).toBe('rejected')
    expect(body.history.at(-1)).toMatchObject({ status: 'rejected', reason: 'SIREN' })
    expect((await billing.call('POST /inv_01/retry')).body).toMatchObject({
      ...{ status: 'pending', submission: 2, reference: 'FA-2026-000001-2' },
    })
    await billing.work()
    expect(billing.outside.taken).toEqual([reference, 'FA-2026-000001-2'])
    expect((await billing.call('POST /inv_01/retry')).body.code).toBe('transition_refused')
  })
})

it('is for staff, and 404 where nothing is to go', async () => {
  const billing = createBilling()
  await billing.sell('ord_02')
  await billing.work()
  expect((await billing.call('GET ', camille)).status).toBe(403)
  expect((await billing.call('GET /inv_02')).status).toBe(404)
  expect((await billing.call('POST /inv_02/retry')).status).toBe(404)
})
