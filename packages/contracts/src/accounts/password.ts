import { z } from '@hono/zod-openapi'

/**
 * The form in which a password is hashed and compared: any other space as a plain one, in NFC (RFC 8265, OpaqueString). The
 * same password typed on a phone and on a Mac is one password.
 * @example toPassword('cafe\u0301') // 'café'
 */
export const toPassword = (text: string): string => text.replace(/\p{Zs}/gu, ' ').normalize('NFC')

/** The longest that anyone may send, in UTF-16 units: a hash costs time by the length. */
export const longestPassword = 200
/** Characters (code points) of a password that is the only factor: NIST SP 800-63B-4, section 3.1.1.2. */
const shortest = 15

/** A password that someone chooses, in the form in which it is hashed. Control characters are none (RFC 8265, section 4.2). */
export const NewPassword = z
  .string()
  .max(longestPassword)
  .transform(toPassword)
  .refine((text) => [...text].length >= shortest, `at least ${shortest} characters`)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'has a control character')
  .openapi({ type: 'string', minLength: shortest, maxLength: longestPassword, format: 'password' })

/** A password that is only compared: whatever it is made of. */
export const GivenPassword = z.string().max(longestPassword)
