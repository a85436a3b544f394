import { describe, expect, it } from 'vitest'
import { headersFor } from '../../test/harness.ts'
import { camille, get, paid, refund, staff, type Test } from '../../test/requests.ts'
import type { Settlement, SettlementLine } from '../provider/provider.ts'
import { importPayouts } from './import-payouts.ts'
import { linesPerPage } from './payout-store.ts'

const at = '2026-11-22T03:00:00.000Z'
const eur = (amount: number) => ({ amount, currency: 'EUR' })
const capture = (providerRef: string, amount = 5000, ref = `txn_${providerRef}`) =>
  ({ ref, kind: 'capture', amount, fee: 100, at, providerRef }) satisfies SettlementLine

function payout(ref: string, lines: readonly SettlementLine[]): Settlement {
  const amount = lines.reduce((sum, line) => sum + line.amount - line.fee, 0)
  const of = { kind: 'payout', status: 'paid', currency: 'EUR', createdAt: at } as const
  return { ref, ...of, amount, lines }
}

const read = async (test: Test, path: string) =>
  (await get(test, path, staff)).body as unknown as { items: Record<string, unknown>[] }

/** An order of 50 euros, of which 20 went back. */
async function refunded() {
  const test = await paid('1')
  await refund(test, 'pi_1', { amount: 2000 })
  const [made] = [...test.provider.refunds.keys()]
  const back = { ref: 'txn_re', kind: 'refund', amount: -2000, fee: 0, at } as const
  return { test, back: { ...back, providerRef: 'ref_1', refundRef: made } }
}

describe('an import of payouts', () => {
  it('matches captures and refunds, and sums up fees and what arrived', async () => {
    const { test, back } = await refunded()
    const outgoing = { ref: 'txn_po', kind: 'payout', amount: -2900, fee: 0, at } as const
    const one = payout('1', [capture('ref_1'), back])
    test.provider.settlements.push({ ...one, lines: [...one.lines, outgoing] })
    expect(await importPayouts(test)).toEqual({ payouts: 1, lines: 3, unmatched: 0 })
    expect(await read(test, '/api/payouts')).toMatchObject({
      items: [
        {
          ...{ id: 'po_stripe_1', provider: 'stripe', status: 'paid', amount: eur(2900) },
          ...{ net: eur(2900), fees: eur(100), lineCount: 3, unmatchedCount: 0 },
        },
      ],
    })
    const { items } = await read(test, '/api/payout-lines?payoutId=po_stripe_1')
    expect(items.map(({ kind, match, orderId }) => [kind, match, orderId])).toEqual([
      ['capture', 'matched', 'ord_1'],
      ['refund', 'matched', 'ord_1'],
      ['payout', 'none', undefined],
    ])
  })

  it('repeated, writes the same', async () => {
    const { test, back } = await refunded()
    test.provider.settlements.push(payout('1', [capture('ref_1'), back]))
    await importPayouts(test)
    const before = await read(test, '/api/payouts')
    await importPayouts(test)
    expect(await read(test, '/api/payouts')).toEqual(before)
  })

  it.each([
    ['of another amount', capture('ref_1', 4999), 'the payment has 5000 of it'],
    ['that is no payment of the shop', capture('ref_9'), 'no payment of the shop'],
    [
      ...(['that the payment does not have'] as const),
      { ...capture('ref_1', -500), kind: 'refund', refundRef: 're_9' } as const,
      'the payment has no such refund',
    ],
    [
      ...(['of a kind that is not known'] as const),
      { ...capture('ref_1'), kind: 'other' } as const,
      'nothing that the shop knows',
    ],
  ])('shows a movement %s', async (_, line, why) => {
    const test = await paid('1')
    test.provider.settlements.push(payout('1', [line]))
    expect(await importPayouts(test)).toMatchObject({ unmatched: 1 })
    const { items } = await read(test, '/api/payout-lines?match=unmatched')
    expect(items).toMatchObject([{ ref: line.ref, match: 'unmatched', why }])
  })

  it('compares again what did not match, once the shop has heard of it', async () => {
    const test = await paid('1')
    const id = 're_dashboard'
    const back = { ref: 'txn_re', kind: 'refund', amount: -700, fee: 0, at } as const
    const line = { ...back, providerRef: 'ref_1', refundRef: id }
    test.provider.settlements.push(payout('1', [capture('ref_1'), line]))
    expect(await importPayouts(test)).toMatchObject({ unmatched: 1 })
    const made = { amount: 700, providerRef: 'ref_1', status: 'succeeded' } as const
    test.provider.refunds.set(id, made)
    await test.settlement.refreshLedger('pi_1')
    test.provider.settlements.length = 0
    await importPayouts(test)
    expect((await read(test, '/api/payout-lines?match=unmatched')).items).toEqual([])
    expect((await read(test, '/api/payouts')).items).toMatchObject([{ unmatchedCount: 0 }])
  })

  it('counts again after a crash between a page that matches since and its payout', async () => {
    const test = await paid('1')
    const id = 're_dashboard'
    const back = { ref: 'txn_re', kind: 'refund', amount: -700, fee: 0, at } as const
    const line = { ...back, providerRef: 'ref_1', refundRef: id }
    const unknown = capture('ref_9')
    const filler = Array.from({ length: linesPerPage - 1 }, (_, n) =>
      capture('ref_1', 5000, `t${n}`),
    )
    test.provider.settlements.push(payout('1', [line, ...filler, unknown]))
    await importPayouts(test)
    expect((await read(test, '/api/payouts')).items).toMatchObject([{ unmatchedCount: 2 }])
    const made = { amount: 700, providerRef: 'ref_1', status: 'succeeded' } as const
    test.provider.refunds.set(id, made)
    await test.settlement.refreshLedger('pi_1')
    test.provider.settlements.length = 0
    for (const { update } of [test.payoutBooks.pages, test.payoutBooks.payouts]) {
      const books = Object.values(test.payoutBooks).find((one) => one.update === update)
      // dies before the one write, then before the other
      Object.assign(books ?? {}, { update: () => Promise.reject(new Error('killed')) })
      await expect(importPayouts(test)).rejects.toThrow('killed')
      Object.assign(books ?? {}, { update })
    }
    await importPayouts(test)
    expect((await read(test, '/api/payout-lines?match=unmatched')).items).toHaveLength(1)
    expect((await read(test, '/api/payouts')).items).toMatchObject([{ unmatchedCount: 1 }])
  })

  it('is made once in its time, however many replicas start, and again soon after it failed', async () => {
    const test = await paid('1')
    test.provider.settlements.push(payout('1', [capture('ref_1')]))
    const everyMs = 24 * 3_600_000
    const asked = { payouts: 1, lines: 1, unmatched: 0 }
    const none = { payouts: 0, lines: 0, unmatched: 0 }
    const { settlementsSince } = test.provider
    test.provider.settlementsSince = () => {
      throw new Error('away')
    }
    await expect(importPayouts(test, { everyMs })).rejects.toThrow('away')
    test.provider.settlementsSince = settlementsSince
    expect(await importPayouts(test, { everyMs })).toEqual(asked)
    expect(await importPayouts(test, { everyMs })).toEqual(none)
    expect(await importPayouts(test)).toEqual(asked)
    const tomorrow = () => new Date(test.clock().getTime() + everyMs)
    expect(await importPayouts({ ...test, clock: tomorrow }, { everyMs })).toEqual(asked)
  })

  it.each([
    ['is on its way', 'in_transit', 12, true],
    ['has arrived, and may come back', 'paid', 9, true],
    ['has arrived long ago', 'paid', 12, false],
    ['came back', 'failed', 9, false],
  ])('reads a payout again that %s', async (_, status, days, isRead) => {
    const test = await paid('1')
    const arrivesAt = '2026-11-24T00:00:00.000Z'
    test.provider.settlements.push({ ...payout('1', []), status, arrivesAt })
    const after = (count: number) => () => new Date(Date.parse(at) + count * 24 * 3_600_000)
    await importPayouts({ ...test, clock: after(days - 1) })
    await importPayouts({ ...test, clock: after(days) })
    const [, since] = test.provider.settledSince
    expect(since).toEqual(isRead ? new Date(at) : after(days - 4)())
  })

  it('keeps its lease while the provider answers many pages of one payout', async () => {
    const test = await paid('1')
    const others: object[] = []
    test.provider.settlementsSince = async function* (_from, afterPage) {
      // what another replica would read
      test.provider.settlementsSince = async function* () {
        yield payout('2', [])
      }
      for (let page = 0; page < 3; page += 1) {
        test.store.clock.nowMs += 90_000
        await afterPage?.()
        others.push(await importPayouts(test))
      }
      yield payout('1', [capture('ref_1')])
    }
    const none = { payouts: 0, lines: 0, unmatched: 0 }
    expect(await importPayouts(test)).toMatchObject({ payouts: 1 })
    expect(others).toEqual([none, none, none])
  })

  it('stops when another replica took its lease, and writes nothing after that', async () => {
    const test = await paid('1')
    const keys = { ...test.keys, replace: async () => false }
    test.provider.settlements.push(payout('1', [capture('ref_1')]))
    await expect(importPayouts({ ...test, keys })).rejects.toThrow('broken off')
    expect((await read(test, '/api/payouts')).items).toEqual([])
    expect(await test.payoutBooks.positions.get('stripe')).toBeUndefined()
  })

  it('keeps many lines in pages', async () => {
    const test = await paid('1')
    const many = Array.from({ length: linesPerPage + 1 }, (_, at) =>
      capture('ref_1', 5000, `t${at}`),
    )
    test.provider.settlements.push(payout('1', many))
    await importPayouts(test)
    const path = '/api/payout-lines?payoutId=po_stripe_1'
    const first = (await get(test, path, staff)).body
    expect(first.items).toHaveLength(linesPerPage)
    const next = await read(test, `${path}&cursor=${encodeURIComponent(first.nextCursor)}`)
    expect(next.items).toMatchObject([{ ref: `t${linesPerPage}` }])
  })

  it('is for staff', async () => {
    const test = await paid('1')
    for (const path of ['/api/payouts', '/api/payout-lines', '/api/payouts/po_1'])
      expect((await get(test, path, camille)).status).toBe(403)
    expect((await get(test, '/api/payouts/po_1', staff)).status).toBe(404)
    const headers = await headersFor(staff)
    test.provider.settlements.push(payout('1', []))
    const run = await test.app.request('/api/payouts/import', { method: 'POST', headers })
    expect([run.status, await run.json()]).toEqual([200, { payouts: 1, lines: 0, unmatched: 0 }])
  })
})
