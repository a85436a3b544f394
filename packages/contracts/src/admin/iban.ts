const compact = (text: string): string => text.replace(/\s/g, '').toUpperCase()

/**
 * Whether a text is an IBAN, however it is typed. By ISO 13616 letters count from 10, country and check digits come last, and the
 * remainder by 97 is 1.
 */
export function isIban(text: string): boolean {
  const iban = compact(text)
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false
  const moved = iban.slice(4) + iban.slice(0, 4)
  const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n
}

/** In groups of four, as people read it. */
export const groupedIban = (iban: string): string => compact(iban).replace(/(.{4})(?=.)/g, '$1 ')

/**
 * What may be shown of an account: country, check digits and the last four signs.
 * @example maskedIban('FR76 3000 6000 0112 3456 7890 189') // 'FR76 … 0189'
 */
export function maskedIban(text: string): string {
  const iban = compact(text)
  return `${iban.slice(0, 4)} … ${iban.slice(-4)}`
}
