import { type InvoiceTexts, invoicesEn, invoicesFr } from '../../messages/invoices/invoices.ts'
import { useWords } from '../../office.tsx'

/** What these pages say. */
export const useInvoiceWords = () => useWords<InvoiceTexts>({ fr: invoicesFr, en: invoicesEn })
