import { refuse } from '@comptoir/service/problems/refusal'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** A phone number in E.164, read as a French one unless it says otherwise. */
export function toE164(text: string): string {
  const parsed = parsePhoneNumberFromString(text, 'FR')
  if (parsed?.isValid()) return parsed.number
  const error = { field: 'phone', code: 'invalid_phone', message: 'not a phone number' }
  throw refuse('invalid_request', error.message, { errors: [error] })
}
