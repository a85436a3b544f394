import { refuse } from '@comptoir/service/problems/refusal'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/**
 * A phone number in E.164, read as a French one unless it says otherwise; none when the text is none.
 * @example phoneOf('06 12 34 56 78') // '+33612345678'
 */
export function phoneOf(text: string): string | undefined {
  const parsed = parsePhoneNumberFromString(text, 'FR')
  return parsed?.isValid() ? parsed.number : undefined
}

/** The phone number that somebody gave; refuses what is none. */
export function requirePhone(text: string): string {
  const phone = phoneOf(text)
  if (phone) return phone
  const error = { field: 'phone', code: 'invalid_phone', message: 'not a phone number' }
  throw refuse('invalid_request', error.message, { errors: [error] })
}
