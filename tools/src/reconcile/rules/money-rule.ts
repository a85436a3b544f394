import { isMoving, leftStatuses, type OrderFile } from '../order-file.ts'
import {
  balanceOf,
  claimsOf,
  explainedBy,
  moneyOf,
  pendingEdits,
  promisedBack,
  takenForExchanges,
} from './money-of-order.ts'

/** What the provider's ledger says against order, payment, invoice and credit notes. */
export function moneyFaults(file: OrderFile): string[] {
  return [
    ...chargeFaults(file),
    ...balanceFaults(file),
    ...paymentFaults(file),
    ...statusFaults(file),
    ...heldFaults(file),
    ...uncollectedFaults(file),
  ]
}

function chargeFaults(file: OrderFile): string[] {
  const { order, stage, lines } = file
  const faults: string[] = []
  const total = order.totals.grandTotal.amount + takenForExchanges(file)
  const { charged, held, uncollected, disputed } = moneyOf(file)
  const charges = lines.filter(({ kind }) => kind === 'charge')
  const payments = Map.groupBy(charges, ({ paymentIntentId }) => paymentIntentId)
  const most = Math.max(0, ...[...payments.values()].map(({ length }) => length))
  const isKept = stage === 'confirmed' || stage === 'fulfilled'
  if (most > 1) faults.push(`the provider took money ${most} times`)
  if (lines.some(({ currency }) => currency !== order.currency)) faults.push('another currency')
  const excess = charged + held + uncollected - promisedBack(file) - total
  // what a bank took back cannot be given back for an edit: once the dispute is won, staff do
  const isTakenBack = excess > 0 && excess <= disputed && (order.edits ?? []).length > 0
  if (isKept && !isMoving(file) && excess !== 0 && !isTakenBack) {
    faults.push(`${order.status}, but the provider took ${charged} of ${total}`)
  }
  return faults
}

/** What the shop holds is what it invoiced and did not credit, apart from claims that the order itself shows. */
function balanceFaults(file: OrderFile): string[] {
  const { order, stage, payment } = file
  if ((stage !== 'fulfilled' && stage !== 'ended') || isMoving(file)) return []
  const claims = claimsOf(file)
  const balance = balanceOf(file)
  const owed = claims
    .filter(({ kind }) => kind.startsWith('refund'))
    .reduce((sum, { amount }) => sum + amount, 0)
  const faults: string[] = []
  if (balance !== explainedBy(claims)) {
    faults.push(`${order.status}: the provider holds ${balance} more than is invoiced`)
  }
  const shown = order.payment?.refundOwed?.amount ?? 0
  // of an edit that made it cheaper the papers are ahead of the money
  const promised = stage === 'fulfilled' ? pendingEdits(file) : 0
  if (owed !== shown + promised)
    faults.push(`${owed} is owed to the shopper, the order shows ${shown}`)
  const isTried = payment?.refunds.some(({ status }) => status !== 'succeeded')
  const isDisputed = payment?.disputes.some(({ status }) => status === 'open')
  if (owed > 0 && !isTried && !isDisputed) faults.push(`nobody tries to give ${owed} back`)
  return faults
}

/** Our payment document against the ledger. */
function paymentFaults(file: OrderFile): string[] {
  const { payment } = file
  const { charged, refunded, outside, disputed } = moneyOf(file)
  if (!payment) return charged === 0 ? [] : ['the provider took money for a payment we do not know']
  const pairs = [
    ['taken', payment.captured.amount, charged],
    ['refunded', payment.refunded.amount - outside, refunded],
    ['disputed', payment.disputed.amount, disputed],
  ] as const
  return pairs.flatMap(([what, ours, theirs]) =>
    ours === theirs ? [] : [`payments says ${ours} ${what}, the provider ${theirs}`],
  )
}

/** Money that is held is there, is wanted, and is taken once goods have left. */
function heldFaults(file: OrderFile): string[] {
  const { held, heldThere } = moneyOf(file)
  const faults: string[] = []
  if (held > heldThere)
    faults.push(`payments says that ${held} are held, the provider ${heldThere}`)
  if (held === 0 && heldThere > 0) faults.push(`the provider holds ${heldThere} that nobody wants`)
  if (held > 0 && leftStatuses.has(file.order.status))
    faults.push(`its goods have left, and ${held} that are held were not taken`)
  return faults
}

/** What was sent and nobody paid is shown with the order: staff ask for it. */
function uncollectedFaults(file: OrderFile): string[] {
  const { uncollected } = moneyOf(file)
  const shown = file.order.payment?.outstanding?.amount ?? 0
  if (shown === uncollected) return []
  return [`${uncollected} of what was sent is not paid, the order shows ${shown}`]
}

/** What the shopper is shown against the ledger. */
function statusFaults(file: OrderFile): string[] {
  const { order, stage } = file
  if (stage === 'open') return []
  const { paymentStatus } = order
  const { charged, refunded, outside, disputed, held } = moneyOf(file)
  const back = refunded + outside
  const fits = fitting(charged, back, disputed)
  if (held > 0 && charged === 0 && paymentStatus === 'authorised') return []
  if (fits.includes(paymentStatus)) return []
  // an order that costs nothing is paid without a charge
  if (order.totals.grandTotal.amount === 0 && charged === 0 && paymentStatus === 'paid') return []
  return [
    `shown as ${paymentStatus}, but of ${charged} taken ${back} is back, ${disputed} disputed`,
  ]
}

function fitting(charged: number, back: number, disputed: number): readonly string[] {
  if (charged === 0) return ['unpaid', 'requires_action', 'failed', 'voided']
  if (disputed > 0) return ['disputed']
  if (back === 0) return ['paid']
  return back < charged ? ['partially_refunded'] : ['refunded']
}
