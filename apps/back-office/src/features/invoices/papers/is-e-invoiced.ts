import type { Invoice } from '@comptoir/contracts/billing/schemas'

/** Whether a document may go through the platform: those of businesses at home do. What became of it is asked only then. */
export const isEInvoiced = ({
  tax,
  billingAddress,
  number,
}: Pick<Invoice, 'tax' | 'billingAddress' | 'number'>): boolean =>
  number !== undefined &&
  (tax === undefined || tax.treatment === 'domestic') &&
  Boolean(tax?.buyerVat || billingAddress.company)
