import { listSettlements } from '@comptoir/contracts/payments/internal-routes'
import {
  importPayouts as importRoute,
  listPayoutLines,
  listPayouts,
  readPayout,
} from '@comptoir/contracts/payments/payout-routes'
import type {
  Payout,
  PayoutLine,
  ProviderSettlement,
} from '@comptoir/contracts/payments/payout-schemas'
import { walk } from '@comptoir/dapr/documents/walk'
import { startOfParisDay } from '@comptoir/money/tax-rates'
import { addDays } from '@comptoir/money/working-days'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import { type ImportDeps, importPayouts } from '../payouts/import-payouts.ts'
import type { PayoutPage, StoredLine, StoredPayout } from '../payouts/payout-store.ts'
import { isOfBefore, longestWayDays, movedToBank, settledOf } from '../payouts/settled.ts'

/** What providers settled, for staff: payouts, their lines, what nothing matches. */
export function addPayoutRoutes(app: ServiceApp, deps: ImportDeps): void {
  const { payouts, pages } = deps.payoutBooks

  app.openapi(listPayouts, async (c) => {
    const page = await payouts.list('all', 'all', { ...c.req.valid('query'), order: 'desc' })
    return c.json({ ...page, items: page.items.map(({ data }) => toPayout(data)) }, 200)
  })

  app.openapi(importRoute, async (c) => c.json(await importPayouts(deps), 200))

  app.openapi(readPayout, async (c) => {
    const payout = await payouts.get(c.req.valid('param').payoutId)
    if (!payout) throw refuse('not_found')
    return c.json(toPayout(payout.data), 200)
  })

  app.openapi(listPayoutLines, async (c) => {
    const { payoutId, match, cursor } = c.req.valid('query')
    const isOpen = match === 'unmatched'
    const ofAll = isOpen ? 'unmatched' : 'all'
    const index = payoutId === undefined ? ofAll : 'ofPayout'
    const page = await pages.list(index, payoutId ?? 'all', { limit: 1, cursor, order: 'asc' })
    const lines = page.items.flatMap(({ data }) => toLines(data))
    const items = isOpen ? lines.filter((line) => line.match === 'unmatched') : lines
    return c.json({ ...page, items }, 200)
  })
}

/** What the books of the shop need of them: for billing. */
export function addSettlementRoutes(
  app: ServiceApp,
  { payoutBooks }: Pick<ImportDeps, 'payoutBooks'>,
): void {
  app.openapi(listSettlements, async (c) => {
    const { from, to, ...asked } = c.req.valid('query')
    const min = startOfParisDay(addDays(from, -longestWayDays))
    const max = startOfParisDay(addDays(to, 1))
    const page = await payoutBooks.payouts.list('all', 'all', { ...asked, min, max })
    const items: ProviderSettlement[] = []
    for (const { data } of page.items) {
      const settled = settledOf(
        data,
        isOfBefore(data) ? await movedBy(payoutBooks, data) : undefined,
      )
      if (settled && from <= settled.day && settled.day <= to) items.push(settled)
    }
    return c.json({ ...page, items }, 200)
  })
}

/** From the lines that were stored with it: they have the withdrawals of a day, and fees of their own. */
async function movedBy({ pages }: ImportDeps['payoutBooks'], { id, kind, amount }: StoredPayout) {
  const lines: StoredLine[] = []
  for await (const { data } of walk({ collection: pages, index: 'ofPayout', key: id }))
    lines.push(...data.lines)
  return movedToBank({ kind, amount, lines })
}

function toPayout({
  currency,
  charged: _charged,
  toBank: _toBank,
  ...payout
}: StoredPayout): Payout {
  const money = (amount: number) => ({ amount, currency })
  const { amount, net, fees } = payout
  return { ...payout, amount: money(amount), net: money(net), fees: money(fees) }
}

function toLines({ payoutId, currency, lines }: PayoutPage): PayoutLine[] {
  const money = (amount: number) => ({ amount, currency })
  return lines.map(({ amount, fee, providerRef: _p, refundRef: _r, disputeRef: _d, ...line }) => ({
    ...{ payoutId, ...line, amount: money(amount), fee: money(fee) },
  }))
}
