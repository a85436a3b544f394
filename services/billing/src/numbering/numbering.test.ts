import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crashingStore, randomOf, untilDone } from '../../test/crashing-store.ts'
import { createTestInvoicing } from '../../test/invoicing.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { isIssued } from '../invoice/invoice.ts'

const paidAt = '2026-11-21T10:00:00.000Z'
const orderOf = (n: number) => sampleOrder({ orderId: `ord_${n}` })

type Run = {
  orders: number
  replicas: number
  seed: number
  crashRate: number
  cancelEvery: number
}

/** Finalises and cancels orders at once in several processes that crash; gives what was issued, by number. */
async function play({ orders, replicas, seed, crashRate, cancelEvery }: Run) {
  const random = randomOf(seed)
  const store = createMemoryStore('billing')
  const desks = Array.from({ length: replicas }, () => {
    const replica = createTestInvoicing(crashingStore(store, random, crashRate))
    replica.time.now = new Date(Date.parse(paidAt) + Math.floor(random() * 172_800_000))
    return replica.invoicing
  })
  const pick = () => desks[Math.floor(random() * desks.length)] ?? desks[0]
  const tasks = Array.from({ length: orders }, (_, n) => n).flatMap((n) => [
    untilDone(async () => await pick()?.finalise(orderOf(n), paidAt)),
    untilDone(async () => await pick()?.finalise(orderOf(n), paidAt)),
    ...(n % cancelEvery === 0
      ? [untilDone(async () => await pick()?.cancel(`ord_${n}`, 'cancelled'))]
      : []),
  ])
  await Promise.all(tasks)
  const { invoices } = createTestInvoicing(store)
  const ids = Array.from({ length: orders }, (_, n) => [`inv_${n}`, `cn_${n}`]).flat()
  const documents = (await invoices.getMany(ids)).map(({ data }) => data)
  const issuedOf = (type: string) =>
    documents
      .filter((document) => isIssued(document))
      .filter((document) => document.type === type)
      .map(({ issue }) => issue)
      .sort((a, b) => a.sequence - b.sequence)
  return { documents, numbers: issuedOf('invoice'), creditNumbers: issuedOf('credit_note') }
}

const runs = fc.record({
  orders: fc.integer({ min: 1, max: 8 }),
  replicas: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer(),
  crashRate: fc.constantFrom(0, 0.1, 0.3),
  cancelEvery: fc.constantFrom(2, 3, 100),
})

describe('numbering', () => {
  it('numbers from 1 to n without hole or repeat, dates never back, whatever crashes', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (run) => {
        const { documents, numbers, creditNumbers } = await play(run)
        expect(documents.every((document) => document.status !== 'draft')).toBe(true)
        for (const series of [numbers, creditNumbers]) {
          expect(series.map(({ sequence }) => sequence)).toEqual(series.map((_, n) => n + 1))
          const dates = series.map(({ issuedAt }) => issuedAt)
          expect(dates).toEqual(dates.toSorted())
        }
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it('numbers a hundred at once, in one process', async () => {
    const run = { orders: 100, replicas: 1, seed: 1, crashRate: 0, cancelEvery: 0 }
    const { numbers } = await play(run)
    expect(numbers.map(({ number }) => number).slice(-1)).toEqual(['FA-2026-000100'])
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(100)
  })

  it('finishes the document of the last number before it gives the next', async () => {
    const { invoicing, invoices, series } = createTestInvoicing()
    await invoicing.draft(orderOf(1))
    const last = {
      number: 'FA-2026-000001',
      sequence: 1,
      documentId: 'inv_1',
      issuedAt: paidAt,
      issuedOn: '2026-11-21',
    }
    await series.create('FA-2026', { last })
    await invoicing.finalise(orderOf(2), paidAt)
    expect((await invoices.get('inv_1'))?.data).toMatchObject({ status: 'finalised', issue: last })
    expect((await invoices.get('inv_2'))?.data).toMatchObject({
      issue: { number: 'FA-2026-000002' },
    })
  })

  it('starts again at one in a new year of Paris', async () => {
    const { invoicing, invoices, time } = createTestInvoicing()
    time.now = new Date('2026-12-31T22:30:00.000Z')
    await invoicing.finalise(orderOf(1), paidAt)
    time.now = new Date('2026-12-31T23:30:00.000Z')
    await invoicing.finalise(orderOf(2), paidAt)
    const issued = await invoices.getMany(['inv_1', 'inv_2'])
    expect(issued.map(({ data }) => isIssued(data) && data.issue.number)).toEqual([
      'FA-2026-000001',
      'FA-2027-000001',
    ])
  })
})
