import { formatMoney, money } from '@comptoir/money'
import { table } from '../runner/screen/table.ts'
import type { Reconciliation } from './reconcile-books.ts'
import type { Claim } from './rules/money-of-order.ts'
import type { Sums } from './sums.ts'

const rules: Readonly<Record<string, string>> = {
  unreadable: 'what is stored can be read',
  money: "provider's ledger = order, payment, invoice",
  goods: 'reservation, movements, parcel = order',
  invoice: 'invoice, credit note, PDF = order',
  stuck: 'no order past its deadlines',
  sums: 'money held = invoices − credit notes + open claims',
  numbers: 'invoice and credit note numbers 1…n',
  stock: 'movements = on hand, holds = reserved',
  returns: 'returns, their goods and money, withdrawals = orders',
  promotions: 'redemptions, counts = promotions of orders',
  payouts: 'lines of payouts = captures, refunds, disputes',
  vendors: 'ledgers = lines of vendors, refunds, payouts',
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
    ...result.sums.map(sumsLine),
    '',
    table(['rule', 'what agrees', 'result'], rows),
    '',
    ...claimLines(result),
    ...discrepancies.map(({ rule, subject, what }) => `${rule}  ${subject}  ${what}`),
    discrepancies.length === 0 ? 'All agrees.' : `${discrepancies.length} discrepancies.`,
  ].join('\n')
}

const show = (amount: number, currency: string) => formatMoney(money(amount, currency), 'en')

const claims: Readonly<Record<Claim['kind'], string>> = {
  refund_owed: 'is owed to the shopper: a refund failed, give it anew',
  refund_pending: 'is on its way back to the shopper',
  dispute_open: 'is disputed',
  held: 'is held, to be taken when the first parcel leaves',
  uncollected: 'was sent and is not paid: held money was let go, ask for it by a link',
  dispute_lost: 'was lost in a dispute, its invoice stands',
  transfer_excess: 'came by transfer and is not for the order: send it back and note that',
}

/** What is open for a known reason; none of it makes reconciliation fail. */
const claimLines = ({ claims: open }: Reconciliation): string[] =>
  open.map(
    ({ orderId, kind, amount, currency }) =>
      `open  ${orderId}  ${show(amount, currency)} ${claims[kind]}`,
  )

function sumsLine({ currency, ...sums }: Sums): string {
  const { refundedOutside, disputed } = sums
  const shown = (name: keyof typeof sums) => show(sums[name], currency)
  const others = [
    ...(refundedOutside > 0 ? [` − refunded by other means ${shown('refundedOutside')}`] : []),
    ...(disputed > 0 ? [` − disputed ${shown('disputed')}`] : []),
  ]
  const held = `taken ${shown('taken')} − refunded ${shown('refunded')}${others.join('')}`
  return `${held}; invoices ${shown('invoiced')} − credit notes ${shown('credited')}`
}
