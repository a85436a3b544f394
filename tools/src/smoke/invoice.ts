import { isPdf, require, type SmokeTest } from './around.ts'
import { awaitOrder, purchase } from './purchase.ts'

/** Orders, and gets an invoice with a number, as a PDF that is the same each time. */
export const invoice: SmokeTest = async (around) => {
  const { shop } = around
  const bought = await purchase(around)
  const invoiced = await awaitOrder(shop, bought, 'invoiced', ({ invoice: one }) => one.pdfReady)
  require(invoiced.invoice.number, 'the invoice has no number')
  const { token } = bought.shopper
  const operation = `GET /api/invoices/${invoiced.invoice.invoiceId}/pdf`
  const [first, second] = [await shop(operation, { token }), await shop(operation, { token })]
  require(isPdf(first.bytes), 'what should be the invoice is no PDF')
  const isSame = Buffer.compare(first.bytes, second.bytes) === 0
  require(isSame, 'the invoice is not the same the second time')
}
