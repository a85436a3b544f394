/**
 * What somebody typed as an address: a phone number when it has digits alone, else an email.
 * @example recipientIn('+33 6 12 34 56 78') // { phone: '+33612345678' }
 */
export function recipientIn(typed: string): { email: string } | { phone: string } {
  const phone = typed.replace(/[\s().-]/g, '')
  return /^\+\d+$/.test(phone) ? { phone } : { email: typed.trim() }
}
