import { formatMoney, money } from '@comptoir/money'
import { table } from '../runner/table.ts'
import type { Reconciliation } from './reconcile-books.ts'

const rules: Readonly<Record<string, string>> = {
  unreadable: 'what is stored can be read',
  money: "provider's ledger = order, payment, invoice",
  goods: 'reservation, movements, parcel = order',
  invoice: 'invoice, credit note, PDF = order',
  stuck: 'no order past its deadlines',
  sums: 'taken − refunded = invoices − credit notes',
  numbers: 'invoice and credit note numbers 1…n',
  stock: 'movements = on hand, holds = reserved',
  events: 'every event handled, no dead letter',
}

/** The result as operators read it. */
export function reportOf(result: Reconciliation, shop: string): string {
  const { orders, inMotion, skus, discrepancies } = result
  const counts = Map.groupBy(discrepancies, ({ rule }) => rule)
  const rows = Object.entries(rules).map(([rule, what]) => {
    const found = counts.get(rule)?.length ?? 0
    return [rule, what, found === 0 ? 'ok' : `${found} found`]
  })
  const motion = inMotion > 0 ? `, ${inMotion} in motion and not judged` : ''
  return [
    `${shop}, ${result.readAt}: ${orders} orders${motion}, ${skus} SKUs`,
    sumsLine(result),
    '',
    table(['rule', 'what agrees', 'result'], rows),
    '',
    ...discrepancies.map(({ rule, subject, what }) => `${rule}  ${subject}  ${what}`),
    discrepancies.length === 0 ? 'All agrees.' : `${discrepancies.length} discrepancies.`,
  ].join('\n')
}

function sumsLine({ sums }: Reconciliation): string {
  const show = (amount: number) => formatMoney(money(amount, 'EUR'), 'en')
  const { taken, refunded, invoiced, credited } = sums
  const held = `taken ${show(taken)} − refunded ${show(refunded)}`
  return `${held}; invoices ${show(invoiced)} − credit notes ${show(credited)}`
}
