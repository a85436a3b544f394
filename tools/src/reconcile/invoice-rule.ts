import type { OrderFile } from './order-file.ts'

/** Invoice and credit note of an order against where it is. */
export function invoiceFaults(file: OrderFile): string[] {
  if (file.stage === 'open') return issuedFaults(file)
  if (file.stage === 'fulfilled') return dueFaults(file)
  return file.stage === 'ended' ? endedFaults(file) : []
}

/** Nothing is invoiced before it is confirmed. */
function issuedFaults({ order, invoice }: OrderFile): string[] {
  return invoice?.number ? [`${order.status}, but invoiced as ${invoice.number}`] : []
}

function dueFaults({ order, invoice, creditNote }: OrderFile): string[] {
  const total = order.totals.grandTotal.amount
  if (invoice?.status !== 'finalised') {
    return [`${order.status}, but its invoice is ${invoice?.status ?? 'missing'}`]
  }
  const faults: string[] = []
  if (creditNote) faults.push(`${order.status}, but credited by ${creditNote.number}`)
  if (invoice.totals.grandTotal.amount !== total) {
    faults.push(`${invoice.number} is over ${invoice.totals.grandTotal.amount}, not ${total}`)
  }
  if (order.invoice.number !== invoice.number) {
    faults.push(`the order names invoice ${order.invoice.number}, billing ${invoice.number}`)
  }
  if (!invoice.pdf) faults.push(`${invoice.number} has no PDF`)
  return faults
}

/** Of an order that came to nothing no claim is left: no invoice, a void draft, or one credited whole. */
function endedFaults({ order, invoice, creditNote }: OrderFile): string[] {
  if (!invoice || invoice.status === 'voided') {
    return creditNote ? [`credited by ${creditNote.number} without an invoice`] : []
  }
  if (invoice.status !== 'credited') {
    return [`${order.status}, but its invoice is ${invoice.status}`]
  }
  const total = invoice.totals.grandTotal.amount
  if (!creditNote?.number) return [`${invoice.number} is credited by no credit note`]
  return creditNote.totals.grandTotal.amount === total
    ? []
    : [`${creditNote.number} is over ${creditNote.totals.grandTotal.amount}, not ${total}`]
}
