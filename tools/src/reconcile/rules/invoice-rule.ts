import type { OrderFile } from '../order-file.ts'
import { moneyOf } from './money-of-order.ts'

/** Invoice and credit notes of an order against where it is. */
export function invoiceFaults(file: OrderFile): string[] {
  if (file.stage === 'open') return issuedFaults(file)
  if (file.stage === 'fulfilled') return [...dueFaults(file), ...creditFaults(file)]
  return file.stage === 'ended' ? [...endedFaults(file), ...creditFaults(file)] : []
}

/** Nothing is invoiced before it is confirmed. */
function issuedFaults({ order, invoice }: OrderFile): string[] {
  return invoice?.number ? [`${order.status}, but invoiced as ${invoice.number}`] : []
}

function dueFaults({ order, invoice }: OrderFile): string[] {
  const total = order.totals.grandTotal.amount
  if (invoice?.status !== 'finalised' && invoice?.status !== 'credited') {
    return [`${order.status}, but its invoice is ${invoice?.status ?? 'missing'}`]
  }
  const faults: string[] = []
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
function endedFaults({ order, invoice, creditNotes }: OrderFile): string[] {
  if (!invoice || invoice.status === 'voided') {
    return creditNotes.map(({ invoiceId }) => `credited by ${invoiceId} without an invoice`)
  }
  return invoice.status === 'credited'
    ? []
    : [`${order.status}, but its invoice is ${invoice.status}`]
}

/** Credit notes have a number and a PDF, their order names them, and they come to the invoice exactly when it is credited. */
function creditFaults(file: OrderFile): string[] {
  const { order, invoice, creditNotes } = file
  if (!invoice || invoice.status === 'voided') return []
  const { invoiced, credited } = moneyOf(file)
  const faults = creditNotes.flatMap(({ invoiceId, number, pdf }) => [
    ...(number ? [] : [`${invoiceId} has no number`]),
    ...(pdf ? [] : [`${number ?? invoiceId} has no PDF`]),
  ])
  if (credited > invoiced) faults.push(`credited are ${credited}, invoiced ${invoiced}`)
  // of an invoice over nothing the amounts say nothing
  if (invoiced > 0 && (credited === invoiced) !== (invoice.status === 'credited')) {
    faults.push(`${credited} of ${invoiced} are credited, and the invoice is ${invoice.status}`)
  }
  const { creditNotes: listed = [], creditNoteNumber } = order.invoice
  const named = [creditNoteNumber, ...listed.map(({ number }) => number)]
  const unnamed = creditNotes.filter(({ number }) => number && !named.includes(number))
  return [
    ...faults,
    ...unnamed.map(({ number }) => `the order does not name credit note ${number}`),
  ]
}
