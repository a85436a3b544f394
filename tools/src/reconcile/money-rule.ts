import { chargedOf, invoicedOf, netOf, type OrderFile } from './order-file.ts'

/** What the provider's ledger says against order, payment and invoice. */
export function moneyFaults(file: OrderFile): string[] {
  return [...chargeFaults(file), ...paymentFaults(file), ...statusFaults(file)]
}

function chargeFaults(file: OrderFile): string[] {
  const { order, stage, lines } = file
  const faults: string[] = []
  const total = order.totals.grandTotal.amount
  const charged = chargedOf(lines)
  const charges = lines.filter(({ kind }) => kind === 'charge').length
  if (charges > 1) faults.push(`the provider took money ${charges} times`)
  if (lines.some(({ currency }) => currency !== order.currency)) faults.push('another currency')
  if (isKept(stage) && charged !== total) {
    faults.push(`${order.status}, but the provider took ${charged} of ${total}`)
  }
  if (stage === 'ended' && netOf(lines) !== 0) {
    faults.push(`${order.status}, but the provider still holds ${netOf(lines)}`)
  }
  if (stage === 'fulfilled' && netOf(lines) !== invoicedOf(file)) {
    faults.push(`the provider holds ${netOf(lines)}, invoiced are ${invoicedOf(file)}`)
  }
  return faults
}

const isKept = (stage: OrderFile['stage']) => stage === 'confirmed' || stage === 'fulfilled'

/** Our payment document against the ledger. */
function paymentFaults({ payment, lines }: OrderFile): string[] {
  const charged = chargedOf(lines)
  const refunded = charged - netOf(lines)
  if (!payment) return charged === 0 ? [] : ['the provider took money for a payment we do not know']
  const faults: string[] = []
  if (payment.captured.amount !== charged) {
    faults.push(`payments says ${payment.captured.amount} taken, the provider ${charged}`)
  }
  if (payment.refunded.amount !== refunded) {
    faults.push(`payments says ${payment.refunded.amount} refunded, the provider ${refunded}`)
  }
  return faults
}

/** What the shopper is shown against the ledger. */
function statusFaults({ order, lines, stage }: OrderFile): string[] {
  if (stage === 'open') return []
  const { paymentStatus } = order
  const net = netOf(lines)
  const charged = chargedOf(lines)
  const fits = {
    none: ['unpaid', 'requires_action', 'failed', 'voided'],
    all: ['paid'],
    part: ['partially_refunded'],
    back: ['refunded'],
  }[shareOf(net, charged)]
  return fits.includes(paymentStatus)
    ? []
    : [`shown as ${paymentStatus}, but of ${charged} taken the provider holds ${net}`]
}

function shareOf(net: number, charged: number): 'none' | 'all' | 'part' | 'back' {
  if (charged === 0) return 'none'
  if (net === charged) return 'all'
  return net > 0 ? 'part' : 'back'
}
