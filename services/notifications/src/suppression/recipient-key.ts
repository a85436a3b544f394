import { createHash } from 'node:crypto'
import { emailKeyOf } from '@comptoir/contracts/email'

/** Stands for an email address, or a phone number in E.164, where nobody has to know it. */
export const recipientKeyOf = (address: string): string =>
  address.startsWith('+')
    ? `tel_${createHash('sha256').update(address).digest('base64url')}`
    : emailKeyOf(address)
