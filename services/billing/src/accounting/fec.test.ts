import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centsOf, fecFaults, recordsOf } from '../../test/fec-rules.ts'
import { creditNotesOf, invoiceOf } from '../../test/issued-documents.ts'
import { randomYear } from '../../test/random-documents.ts'
import { vatSummaryOf } from '../reports/vat-summary.ts'
import { fecHeader, fecLinesOf, fecNameOf, inOrderOfDays } from './fec.ts'
import { type BookedDocument, entriesOf } from './journal-entries.ts'

const year = { from: '2026-01-01', to: '2026-12-31' }

function fileOf(documents: readonly BookedDocument[]): string {
  const entries = inOrderOfDays(documents.flatMap(entriesOf))
  return fecHeader + entries.map((entry, at) => fecLinesOf(entry, at + 1)).join('')
}

/** Debit less credit of the accounts that begin with some digits, in cents. */
const balanceOf = (text: string, account: string) =>
  recordsOf(text)
    .filter(({ CompteNum }) => CompteNum.startsWith(account))
    .reduce((sum, { Debit, Credit }) => sum + centsOf(Debit) - centsOf(Credit), 0)

const linesOf = (documents: readonly BookedDocument[]) =>
  recordsOf(fileOf(documents)).map(
    ({ JournalCode, EcritureDate, CompteNum, Debit, Credit }) =>
      `${JournalCode} ${EcritureDate} ${CompteNum} ${Debit} ${Credit}`,
  )

describe('the file of accounting entries', () => {
  it('books a sale with goods, delivery and VAT, what was paid for it, and what is given back', () => {
    const data = invoiceOf()
    const [note] = creditNotesOf(data, [{ amount: 1_200 }])
    expect(linesOf([{ data }, ...(note ? [{ data: note }] : [])])).toEqual([
      'VE 20261121 411000 305,70 0,00',
      'VE 20261121 707000 0,00 249,83',
      'VE 20261121 708500 0,00 4,92',
      'VE 20261121 445712000 0,00 50,95',
      'PP 20261121 517100 305,70 0,00',
      'PP 20261121 411000 0,00 305,70',
      'VE 20261128 411000 0,00 12,00',
      'VE 20261128 707000 10,00 0,00',
      'VE 20261128 445712000 2,00 0,00',
      'PP 20261128 517100 0,00 12,00',
      'PP 20261128 411000 12,00 0,00',
    ])
  })

  it('books of an edited order the difference that was paid, on the day of the new invoice', () => {
    const replaces = { invoiceId: 'inv_01', number: 'FA-2026-000041', issuedOn: '2026-11-01' }
    const data = invoiceOf({ replaces })
    const money = (replacedAmount: number) =>
      linesOf([{ data, replacedAmount }]).filter((line) => line.startsWith('PP'))
    expect(money(30_000)).toEqual([
      ...['PP 20261121 517100 5,70 0,00', 'PP 20261121 411000 0,00 5,70'],
    ])
    expect(money(31_000)).toEqual([
      ...['PP 20261121 517100 0,00 4,30', 'PP 20261121 411000 4,30 0,00'],
    ])
    expect(money(30_570)).toEqual([])
  })

  it('of any year keeps the rules of the law, and its accounts are the ledger and the VAT of that year', () => {
    fc.assert(
      fc.property(randomYear, ({ documents, captured, refunded }) => {
        const text = fileOf(documents)
        expect(fecFaults(text, year)).toEqual([])
        expect(balanceOf(text, '517')).toBe(captured - refunded)
        expect(balanceOf(text, '411')).toBe(0)
        const rows = vatSummaryOf(documents.map(({ data }) => data))
        const sum = (part: 'net' | 'vat') => rows.reduce((all, row) => all + row[part], 0)
        expect(balanceOf(text, '70') + sum('net')).toBe(0)
        expect(balanceOf(text, '4457') + sum('vat')).toBe(0)
      }),
      { numRuns: 50 },
    )
  })

  it('is named by the SIREN and the closing day', () => {
    expect(fecNameOf('123 456 789', '2026-12-31')).toBe('123456789FEC20261231.txt')
  })

  it('writes a name of several lines in one field', () => {
    const order = { billingAddress: { company: 'Atelier\tDurand\r\nSARL' } }
    const [record] = recordsOf(fileOf([{ data: invoiceOf({ order }) }]))
    expect(record).toMatchObject({ CompAuxNum: 'usr_camille', CompAuxLib: 'Atelier Durand SARL' })
  })
})

describe('the rules of the law', () => {
  const text = fileOf([{ data: invoiceOf() }])
  it.each([
    ['a column less', (t: string) => t.replace('\tIdevise', '')],
    ['an entry that does not balance', (t: string) => t.replace('249,83', '249,84')],
    ['a point in an amount', (t: string) => t.replace('249,83', '249.83')],
    ['a day that there is not', (t: string) => t.replaceAll('20261121', '20261131')],
    ['a day of another year', (t: string) => t.replaceAll('20261121', '20271121')],
    ['a hole in the sequence', (t: string) => t.replaceAll('de paiement\t2\t', 'de paiement\t3\t')],
    ['an account of no class', (t: string) => t.replaceAll('411000', 'C11000')],
    ['an account with two labels', (t: string) => t.replace('411000\tClients', '411000\tDivers')],
    ['no end of the last record', (t: string) => t.trimEnd()],
  ])('refuse %s', (_, broken) => {
    expect(fecFaults(text, year)).toEqual([])
    expect(broken(text)).not.toBe(text)
    expect(fecFaults(broken(text), year)).not.toEqual([])
  })
})
