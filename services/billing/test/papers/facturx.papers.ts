import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { facturxOf } from '../../src/e-invoice/facturx.ts'
import { renderInvoice } from '../../src/printing/invoice-pdf.ts'
import { creditNotesOf, invoiceOf } from '../issued-documents.ts'
import { hasMaven, pdfaFaultsOf } from './verapdf.ts'

// where Maven is missing, PDF/A is not checked by veraPDF
const leaveOut = !hasMaven()
if (leaveOut) console.log('PDF/A is not checked: mvn and a JDK are not there.')

const sold = invoiceOf({ paidWith: { type: 'card', brand: 'visa', last4: '4242' } })
const manyScripts = invoiceOf({
  order: {
    lines: [
      { title: 'Тетрадь 日本語 العربية עברית हिन्दी ไทย ქართული 😀', quantity: 2, unitPrice: 999 },
      { title: 'What no font has: \u{12000}\u{e000}', quantity: 1, unitPrice: 100 },
    ],
  },
})
const long = invoiceOf({
  order: {
    lines: Array.from({ length: 60 }, (_, index) => ({
      ...{ title: `Ligne ${index} `.repeat(1 + (index % 20)), quantity: 1, unitPrice: 1_000 },
    })),
  },
})
const named = { ...sold, seller: { ...sold.seller, name: 'Dupont & Fils <SARL>' } }

describe.skipIf(leaveOut)('the PDF of a document', () => {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-papers-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const faultsOf = (papers: readonly Buffer[]) =>
    pdfaFaultsOf(
      papers.map((bytes, index) => {
        const file = join(folder, `${index}.pdf`)
        writeFileSync(file, bytes)
        return file
      }),
    )

  it('is a PDF/A-3b: an invoice, a credit note, in many scripts, on many pages', async () => {
    const documents = [sold, manyScripts, long, named, ...creditNotesOf(sold, [{ amount: 500 }])]
    const papers = await Promise.all(documents.map((document) => renderInvoice(document)))
    expect(faultsOf(papers)).toEqual(documents.map(() => ''))
  })

  it('is found to be none without its fonts, or without its metadata', async () => {
    const { archive } = facturxOf(sold) ?? {}
    const broken = archive && {
      ...archive,
      metadata: archive.metadata.split('<rdf:Description rdf:about=""\n')[0] ?? '',
    }
    const papers = [await renderInvoice(sold, null), await renderInvoice(sold, broken)]
    const [withoutFonts, withoutSchema] = faultsOf(papers)
    expect(withoutFonts).toContain('6.2.11.4.1')
    expect(withoutSchema).toContain('6.6.2.3')
  })
})
