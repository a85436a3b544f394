import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { appToken } from '../../test/harness.ts'
import { paid, type Test } from '../../test/requests.ts'
import type { Settlement, SettlementLine } from '../provider/provider.ts'
import { importPayouts } from './import-payouts.ts'
import type { StoredPayout } from './payout-store.ts'
import { settledOf } from './settled.ts'

const at = '2026-11-22T03:00:00.000Z'
const line = (kind: SettlementLine['kind'], amount: number, fee = 0): SettlementLine => ({
  ...{ ref: `${kind}${amount}`, kind, amount, fee, at },
})

const payout = {
  ...{ ref: 'po_1', kind: 'payout', status: 'paid', currency: 'EUR', amount: 4_800 },
  ...{ createdAt: at, arrivesAt: '2026-11-24T23:30:00.000Z' },
  lines: [line('capture', 5_000, 150), line('fee', -50), line('payout', -4_800)],
} satisfies Settlement

const settlementsOf = async (test: Test, from = '2026-11-01', to = '2026-11-30') => {
  const headers = appTokenHeaders(appToken, 'billing')
  const path = `/internal/settlements?from=${from}&to=${to}`
  const answer = await test.app.request(path, { headers })
  const body = (await answer.json()) as { items: object[] }
  return { status: answer.status, body }
}

describe('what a provider settled, for the books', () => {
  it('has its fees, those of lines of their own too, and what reached the bank, on its day in Paris', async () => {
    const test = await paid('1')
    test.provider.settlements.push(payout)
    await importPayouts(test)
    const { status, body } = await settlementsOf(test)
    expect([status, body]).toEqual([
      200,
      {
        items: [
          {
            ...{ payoutId: 'po_stripe_po_1', provider: 'stripe', ref: 'po_1', currency: 'EUR' },
            ...{ day: '2026-11-25', fees: 200, toBank: 4_800 },
          },
        ],
      },
    ])
    expect((await settlementsOf(test, '2026-11-01', '2026-11-24')).body.items).toEqual([])
    expect((await settlementsOf(test, '2026-11-25', '2026-11-25')).body.items).toHaveLength(1)
  })

  it('of a day has what its holder moved to the bank', async () => {
    const test = await paid('1')
    const lines = [line('capture', 5_000, 150), line('payout', -3_000)]
    const day = { ...payout, kind: 'day', status: 'closed', amount: 4_850, lines } as const
    test.provider.settlements.push(day)
    await importPayouts(test)
    expect((await settlementsOf(test)).body.items).toMatchObject([{ fees: 150, toBank: 3_000 }])
  })

  it.each([
    ['is on its way', 'in_transit', undefined],
    ['came back: its fees stay', 'failed', { fees: 200, toBank: 0, day: '2026-11-22' }],
    ['arrived', 'paid', { fees: 200, toBank: 4_800, day: '2026-11-25' }],
  ])('of a payout that %s', (_, status, expected) => {
    const settled = settledOf({ ...stored, status, charged: 200, toBank: 4_800 })
    if (expected) expect(settled).toMatchObject(expected)
    else expect(settled).toBeUndefined()
  })

  it('of a day of PayPal is of that day, the last of a year too', () => {
    const last = { ref: '2026-12-31-EUR', createdAt: '2027-01-01T00:00:00.000Z' }
    const { arrivesAt: _, ...day } = stored
    expect(settledOf({ ...day, ...last, kind: 'day', provider: 'paypal' })?.day).toBe('2026-12-31')
  })

  it('reads payouts that were imported before this was written', () => {
    expect(settledOf(stored)).toMatchObject({ fees: 150, toBank: 4_800 })
    expect(settledOf({ ...stored, kind: 'day' })).toMatchObject({ fees: 150, toBank: 0 })
  })

  it('of a day that was imported before has its withdrawals and fees all the same, from its lines', async () => {
    const test = await paid('1')
    const lines = [line('capture', 5_000, 150), line('fee', -50), line('payout', -3_000)]
    test.provider.settlements.push({ ...payout, kind: 'day', status: 'closed', lines })
    await importPayouts(test)
    const now = await settlementsOf(test)
    await test.payoutBooks.payouts.update('po_stripe_po_1', (known) => {
      const { charged: _charged, toBank: _toBank, ...ofBefore } = known
      return { next: ofBefore }
    })
    expect(now.body.items).toMatchObject([{ fees: 200, toBank: 3_000 }])
    expect((await settlementsOf(test)).body).toEqual(now.body)
  })
})

const stored: StoredPayout = {
  ...{ id: 'po_stripe_po_1', provider: 'stripe', kind: 'payout', ref: 'po_1', status: 'paid' },
  ...{ currency: 'EUR', amount: 4_800, net: 4_800, fees: 150, lineCount: 3, unmatchedCount: 0 },
  ...{ createdAt: at, arrivesAt: '2026-11-24T23:30:00.000Z', importedAt: at },
}
