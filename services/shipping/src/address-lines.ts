import type { Address } from '@comptoir/contracts/common'

const width = 38
const mostLines = 6
const countries: ReadonlyMap<string, string> = new Map([['MC', 'MONACO']])

/**
 * A postal address by the French norm: at most six lines of 38 characters, who first, then the details of the place,
 * the street, and the town in capitals without accents or punctuation.
 */
export function addressLines(address: Address): string[] {
  const { recipient, company, line1, line2, line3, postalCode, city, countryCode } = address
  const town = clip(plain(`${postalCode.replace(/\s/g, '')} ${city}`))
  const country = countryCode === 'FR' ? [] : [countries.get(countryCode) ?? countryCode]
  const end = [town, ...country]
  const details = [line2, line3].filter((line) => line !== undefined && line !== '')
  const place = [company, ...details].filter((line): line is string => Boolean(line))
  const before = [recipient, ...place, plain(line1)].map(tidy)
  return [...fit(before, mostLines - end.length), ...end]
}

/** Wraps long lines where there is room for one more, clips them where there is not. */
function fit(lines: readonly string[], most: number): string[] {
  const kept = lines.length <= most ? [...lines] : [...lines.slice(0, most - 1), lines.at(-1) ?? '']
  let spare = most - kept.length
  return kept.flatMap((line) => {
    const [first, rest] = breakLine(line)
    if (rest === '' || spare === 0) return [clip(line)]
    spare -= 1
    return [first, clip(rest)]
  })
}

function breakLine(line: string): [first: string, rest: string] {
  if (line.length <= width) return [line, '']
  const at = line.lastIndexOf(' ', width)
  return at > 0
    ? [line.slice(0, at), line.slice(at + 1)]
    : [line.slice(0, width), line.slice(width)]
}

const clip = (line: string) => line.slice(0, width).trim()
const tidy = (line: string) => line.normalize('NFC').replace(/\s+/g, ' ').trim()

/** Capitals without accents or punctuation, as sorting machines read them. */
function plain(text: string): string {
  const bare = text
    .replace(/œ/gi, 'OE')
    .replace(/æ/gi, 'AE')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
  return tidy(bare.replace(/[^\p{L}\p{N}]+/gu, ' ').toUpperCase())
}
