import type { Address } from '../common.ts'
import { abbreviate, capitals, type PostalNorm, postalNormOf } from './postal-norm.ts'

/** What is written of a place, in one script. */
type PlaceFields = NonNullable<Address['latin']>
export type LabelAddress = Partial<Address> & Pick<Address, 'postalCode' | 'countryCode'>

export type LabelIssue = {
  /** `line1`, `latin.line1` */
  readonly path: readonly string[]
  readonly code: 'latin_required' | 'not_printable' | 'too_long' | 'too_many_lines'
  readonly message: string
}
export type LabelLayout = {
  readonly lines: readonly string[]
  readonly issues: readonly LabelIssue[]
}

type Field = keyof PlaceFields
type Part = { readonly field: Field; readonly lines: readonly string[] }

/**
 * An address as a label prints it: who, then the details of the place, the street, and the town in capitals without
 * accents or punctuation. Lines that are longer than the norm are abbreviated, then wrapped; nothing is left out. The
 * issues say which fields keep it from the norm of the country.
 * @example layOutLabel(address).lines // ['Camille Lefèvre', '18 RUE DE L ECHIQUIER', '75010 PARIS']
 */
export function layOutLabel(address: LabelAddress): LabelLayout {
  const norm = postalNormOf(address.countryCode)
  const ends = endOf(address, norm)
  const parts = joinDetails(
    (['recipient', 'company', 'line2', 'line3', 'line1'] as const).flatMap((field) =>
      partOf(address, field, norm),
    ),
    { room: norm.lines - ends.length, columns: norm.columns },
  )
  return {
    lines: [...parts.flatMap(({ lines }) => lines), ...ends],
    issues: [
      ...lettersOf(address),
      ...tooLong(address, { parts, ends, norm }),
      ...tooMany(address, { parts, room: norm.lines - ends.length }),
    ],
  }
}

const textOf = ({ latin, ...address }: LabelAddress, field: Field): string =>
  tidy(latin?.[field] || (address[field] ?? ''))

/** Where a field that is printed stands in the address. */
const pathOf = ({ latin }: LabelAddress, field: Field): string[] =>
  latin?.[field] ? ['latin', field] : [field]

/** Compatible letters are the same on a label: full-width ones, ligatures. */
const tidy = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** Capitals without accents or punctuation, as sorting machines read them. */
const plain = (text: string) => tidy(capitals(text).replace(/[^\p{L}\p{N}]+/gu, ' '))

function partOf(address: LabelAddress, field: Field, norm: PostalNorm): Part[] {
  const written = textOf(address, field)
  const text = field === 'line1' ? plain(written) : written
  if (text === '') return []
  return [{ field, lines: wrapped(abbreviate(text, norm), norm.columns) }]
}

const countryNames = new Intl.DisplayNames('fr', { type: 'region' })

function endOf(address: LabelAddress, norm: PostalNorm): string[] {
  const { postalCode, countryCode } = address
  const town = `${postalCode.replace(/\s/g, '')} ${plain(textOf(address, 'city'))}`.trim()
  const country = countryCode === 'FR' ? [] : [plain(countryNames.of(countryCode) ?? countryCode)]
  return [abbreviate(town, norm), ...country]
}

/** Breaks a line after spaces and hyphens. */
function wrapped(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.split(/(?<=[ -])/)) {
    if (line !== '' && (line + piece).trimEnd().length > columns) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  return [...lines, line.trimEnd()]
}

/** Puts the two lines of details on one where lines are short of room. */
function joinDetails(
  parts: readonly Part[],
  { room, columns }: { room: number; columns: number },
): readonly Part[] {
  if (countLines(parts) <= room) return parts
  const details = parts.filter(({ field }) => field === 'line2' || field === 'line3')
  const joined = details.flatMap(({ lines }) => lines).join(' ')
  const [first, second] = details
  if (!first || !second || joined.length > columns) return parts
  return parts.flatMap((part) => {
    if (part === second) return []
    return part === first ? [{ ...part, lines: [joined] }] : [part]
  })
}

const countLines = (parts: readonly Part[]) =>
  parts.reduce((sum, { lines }) => sum + lines.length, 0)

/** Letters and signs that every label prints. */
const printed = /^[\x20-\x7e\u00a0-\u024f\u1e00-\u1eff\u2010-\u2015\u2018-\u201f…€]*$/
const nonLatin = /\p{L}/gu
const latin = /\p{Script=Latin}/u

/** The fields that have letters or signs that the carrier cannot read. */
function lettersOf(address: LabelAddress): LabelIssue[] {
  const fields = (['recipient', 'company', 'line1', 'line2', 'line3', 'city'] as const).map(
    (field) => ({ path: pathOf(address, field), text: textOf(address, field) }),
  )
  const phone = { path: ['phone'], text: tidy(address.phone ?? '') }
  return [...fields, phone].flatMap(({ path, text }) => letterIssueOf(path, text))
}

function letterIssueOf(path: readonly string[], text: string): LabelIssue[] {
  const foreign = [...text.matchAll(nonLatin)].some(([letter]) => !latin.test(letter))
  if (foreign) {
    const where = path[0] === 'latin' ? path.join('.') : `latin.${path.join('.')}`
    const message = `the carrier's label takes Latin letters: give it in ${where} too`
    return [{ path, code: 'latin_required', message }]
  }
  if (printed.test(text)) return []
  const signs = [...text].filter((sign) => !printed.test(sign))
  const message = `the carrier's label cannot print ${[...new Set(signs)].join(' ')}`
  return [{ path, code: 'not_printable', message }]
}

type Laid = {
  readonly parts: readonly Part[]
  readonly ends: readonly string[]
  readonly norm: PostalNorm
}

function tooLong(address: LabelAddress, { parts, ends, norm: { columns } }: Laid): LabelIssue[] {
  const isLong = (line = '') => line.length > columns
  const long = parts.filter(({ lines }) => lines.some(isLong)).map(({ field }) => field)
  const fields: Field[] = isLong(ends[0]) ? [...long, 'city'] : long
  return fields.map((field) => ({
    path: pathOf(address, field),
    code: 'too_long',
    message:
      field === 'city'
        ? `a label has ${columns} characters for postal code and town: use the short name that the post uses`
        : `a label has ${columns} characters a line, and this has a longer word`,
  }))
}

/** Too many lines are the fault of the fields that take several, or else of those that may be left out. */
function tooMany(
  address: LabelAddress,
  { parts, room }: { parts: readonly Part[]; room: number },
): LabelIssue[] {
  const most = countLines(parts)
  if (most <= room) return []
  const several = parts.filter(({ lines }) => lines.length > 1)
  const optional = parts.filter(({ field }) => field === 'line2' || field === 'line3')
  return (several.length > 0 ? several : optional).map(({ field }) => ({
    path: pathOf(address, field),
    code: 'too_many_lines',
    message: `a label has ${room} lines above the town, and this address takes ${most}: shorten it`,
  }))
}
