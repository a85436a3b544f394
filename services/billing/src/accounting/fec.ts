import type { JournalEntry, Posting } from './journal-entries.ts'

/** The 18 columns, in their order (article A47 A-1, VII, of the Livre des procédures fiscales). */
export const fecColumns = [
  ...['JournalCode', 'JournalLib', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib'],
  ...['CompAuxNum', 'CompAuxLib', 'PieceRef', 'PieceDate', 'EcritureLib', 'Debit', 'Credit'],
  ...['EcritureLet', 'DateLet', 'ValidDate', 'Montantdevise', 'Idevise'],
] as const

const journals = { VE: 'Ventes', PP: 'Prestataires de paiement' } as const
const endOfLine = '\r\n'

export const fecHeader = `${fecColumns.join('\t')}${endOfLine}`

/** `<SIREN>FEC<closing day>.txt` */
export const fecNameOf = (siren: string, closingDay: string): string =>
  `${siren.replaceAll(/\D/g, '')}FEC${dayOf(closingDay)}.txt`

/** Entries in the order of their days; of one day in that in which their papers were issued, the sale before the money. */
export const inOrderOfDays = (entries: readonly JournalEntry[]): JournalEntry[] =>
  entries.toSorted((a, b) => {
    const [left, right] = [sortKeyOf(a), sortKeyOf(b)]
    return Number(left > right) - Number(left < right)
  })

/** Numbers have six digits, and grow in length beyond. */
function sortKeyOf({ day, piece, journal }: JournalEntry): string {
  const [series = '', year = '', number = ''] = piece.number.split('-')
  const inSeries = number.padStart(12, '0')
  return [day, piece.issuedAt, series, year, inSeries, journal === 'VE' ? 0 : 1].join()
}

/** The lines of an entry, under its number in one unbroken sequence of the file. */
export function fecLinesOf(entry: JournalEntry, sequence: number): string {
  return entry.postings.map((posting) => lineOf(entry, posting, sequence)).join('')
}

function lineOf(
  entry: JournalEntry,
  { account, debit, credit }: Posting,
  sequence: number,
): string {
  const { journal, day, label, piece, customer } = entry
  const isCustomer = account.number.startsWith('411')
  const valid = day > piece.day ? day : piece.day
  const fields = [
    ...[journal, journals[journal], String(sequence), dayOf(day)],
    ...[account.number, account.label],
    ...(isCustomer && customer ? [customer.id, customer.name] : ['', '']),
    ...[piece.number, dayOf(piece.day), label, amountOf(debit), amountOf(credit)],
    ...['', '', dayOf(valid), '', ''],
  ]
  return `${fields.map(plain).join('\t')}${endOfLine}`
}

const dayOf = (isoDay: string) => isoDay.replaceAll('-', '')

/** Cents as the law wants amounts: a decimal comma, nothing between thousands. */
function amountOf(cents: number): string {
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)},${digits.slice(-2)}`
}

/** A text without what parts fields and records. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
