import { isDeepStrictEqual } from 'node:util'
import type { Invoice } from '@comptoir/contracts/billing/schemas'
import { exchangeInvoiceIdOf } from '@comptoir/contracts/ids'
import { isMoving, type OrderFile } from '../order-file.ts'

/** Invoice and credit notes of an order against where it is. */
export function invoiceFaults(file: OrderFile): string[] {
  if (isMoving(file)) return []
  if (file.stage === 'open') return issuedFaults(file)
  if (file.stage === 'fulfilled')
    return [...dueFaults(file), ...supplementFaults(file), ...creditFaults(file)]
  return file.stage === 'ended' ? [...endedFaults(file), ...creditFaults(file)] : []
}

/** Nothing is invoiced before it is confirmed. */
function issuedFaults({ order, invoice }: OrderFile): string[] {
  return invoice?.number ? [`${order.status}, but invoiced as ${invoice.number}`] : []
}

function dueFaults(file: OrderFile): string[] {
  const { order, invoice } = file
  const total = order.totals.grandTotal.amount
  if (invoice?.status !== 'finalised' && invoice?.status !== 'credited') {
    return [`${order.status}, but its invoice is ${invoice?.status ?? 'missing'}`]
  }
  const faults = sameRates(file, invoice)
  if (invoice.totals.grandTotal.amount !== total) {
    faults.push(`${invoice.number} is over ${invoice.totals.grandTotal.amount}, not ${total}`)
  }
  if (order.invoice.number !== invoice.number) {
    faults.push(`the order names invoice ${order.invoice.number}, billing ${invoice.number}`)
  }
  if (!invoice.pdf) faults.push(`${invoice.number} has no PDF`)
  return faults
}

/** What an exchange cost more has an invoice of its own that is issued, and no other invoice is beside that of the order. */
function supplementFaults({ returns, invoices }: OrderFile): string[] {
  const wanted = returns.flatMap(({ returnId, exchange }) =>
    exchange?.status === 'sent' && exchange.amount
      ? [{ invoiceId: exchangeInvoiceIdOf(returnId), amount: exchange.amount.amount }]
      : [],
  )
  const issued = invoices.filter(({ supplements, number }) => supplements && number)
  const stray = issued.filter(({ invoiceId }) => !wanted.some((one) => one.invoiceId === invoiceId))
  return [
    ...stray.map(({ number }) => `${number} is of no exchange that was sent`),
    ...wanted.flatMap(({ invoiceId, amount }) => {
      const invoice = issued.find((one) => one.invoiceId === invoiceId)
      if (!invoice) return [`${invoiceId} over an exchange is not issued`]
      const total = invoice.totals.grandTotal.amount
      const faults = invoice.pdf ? [] : [`${invoice.number} has no PDF`]
      return total === amount ? faults : [`${invoice.number} is over ${total}, not ${amount}`]
    }),
  ]
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

/** Credit notes have a number and a PDF, their order names them, and they come to an invoice exactly when it is credited. */
function creditFaults(file: OrderFile): string[] {
  const { order, invoice, invoices, creditNotes } = file
  if (!invoice || invoice.status === 'voided') return []
  const faults = creditNotes.flatMap(({ invoiceId, number, pdf }) => [
    ...(number ? [] : [`${invoiceId} has no number`]),
    ...(pdf ? [] : [`${number ?? invoiceId} has no PDF`]),
  ])
  const { creditNotes: listed = [], creditNoteNumber } = order.invoice
  const named = [creditNoteNumber, ...listed.map(({ number }) => number)]
  const unnamed = creditNotes.filter(({ number }) => number && !named.includes(number))
  return [
    ...faults,
    ...invoices.flatMap((one) => creditedFaults(one, notesOf(file, one))),
    ...unnamed.map(({ number }) => `the order does not name credit note ${number}`),
  ]
}

/** The credit notes over an invoice; those from before they named it are over the only one. */
const notesOf = ({ invoices, creditNotes }: OrderFile, { invoiceId }: Invoice) =>
  creditNotes.filter(({ corrects }) =>
    corrects ? corrects.invoiceId === invoiceId : invoices.length === 1,
  )

/** What is credited of an invoice, in all and at each rate of VAT. */
function creditedFaults(invoice: Invoice, notes: readonly Invoice[]): string[] {
  const { number, status, totals } = invoice
  const issued = notes.filter((note) => note.number !== undefined)
  const invoiced = number ? totals.grandTotal.amount : 0
  const credited = issued.reduce((sum, note) => sum + note.totals.grandTotal.amount, 0)
  const faults: string[] = []
  if (credited > invoiced) faults.push(`credited are ${credited}, invoiced ${invoiced}`)
  // of an invoice over nothing the amounts say nothing
  if (invoiced > 0 && (credited === invoiced) !== (status === 'credited'))
    faults.push(`${credited} of ${invoiced} are credited, and the invoice is ${status}`)
  const rates = sumByRate([invoice])
  const over = [...sumByRate(issued)].filter(([rate, sum]) => {
    const left = rates.get(rate) ?? nothing
    return sum.net > left.net || sum.vat > left.vat
  })
  return [
    ...faults,
    ...[invoice, ...notes].flatMap(rateFaults),
    ...over.map(([rate]) => `more is credited at ${rate} than ${number} has`),
  ]
}

/** The amounts of a document by rate of VAT come to its totals. */
function rateFaults({ invoiceId, totals }: Invoice): string[] {
  const { grandTotal, vatTotal, vatByRate } = totals
  const isOff = vatByRate.some(({ net, vat, gross }) => net.amount + vat.amount !== gross.amount)
  const sum = [...sumByRate([{ totals }]).values()].reduce(
    (all, { net, vat }) => ({ net: all.net + net, vat: all.vat + vat }),
    nothing,
  )
  const fits = sum.net + sum.vat === grandTotal.amount && sum.vat === vatTotal.amount
  return isOff || !fits ? [`the rates of VAT of ${invoiceId} do not come to its totals`] : []
}

const nothing = { net: 0, vat: 0 }

function sumByRate(documents: readonly Pick<Invoice, 'totals'>[]) {
  const sums = new Map<number, { net: number; vat: number }>()
  for (const { vatRateBps, net, vat } of documents.flatMap(({ totals }) => totals.vatByRate)) {
    const before = sums.get(vatRateBps) ?? nothing
    sums.set(vatRateBps, { net: before.net + net.amount, vat: before.vat + vat.amount })
  }
  return sums
}

/** The order and its invoice have the same amounts at each rate of VAT. */
function sameRates({ order }: OrderFile, invoice: Invoice): string[] {
  const [has, wants] = [sumByRate([invoice]), sumByRate([order])]
  const isSame = isDeepStrictEqual(has, wants)
  return isSame ? [] : [`${invoice.number} has other amounts by rate of VAT than the order`]
}
