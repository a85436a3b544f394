import { createHash } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { z } from '@hono/zod-openapi'

/** Octets of UTF-8: RFC 5321, sections 4.5.3.1.1 and 4.5.3.1.3 (a path is 256, with its angle brackets). */
const longest = { local: 64, whole: 254 }
/** Characters before that: a domain in its own script may be shorter or longer than its A-labels. */
const longestText = 320

/** Atoms of RFC 5322, section 3.2.3, with the letters, marks and signs of any script (RFC 6531, section 3.3). */
const atom = String.raw`(?:[\w!#$%&'*+/=?^{|}~\x60-]|[^\x00-\x7F\p{C}\p{Z}])+`
const localPart = new RegExp(`^${atom}(?:\\.${atom})*$`, 'u')
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const domainName = new RegExp(`^(?:${label}\\.)+(?!\\d+$)${label}$`)

/**
 * The form in which an email is unique and mail is sent: local part in NFC and lower case, domain in lower-case A-labels
 * (IDNA, UTS 46). Dots and +tags are the owner's business. None when the text is no email address.
 * @example toEmail(' José@Bücher.example ') // 'josé@xn--bcher-kva.example'
 */
export function toEmail(text: string): string | undefined {
  const trimmed = text.trim()
  const at = trimmed.lastIndexOf('@')
  const local = trimmed.slice(0, Math.max(at, 0)).toLowerCase().normalize('NFC')
  const domain = domainOf(trimmed.slice(at + 1))
  if (domain === undefined || !localPart.test(local)) return undefined
  const email = `${local}@${domain}`
  if (octetsOf(local) > longest.local || octetsOf(email) > longest.whole) return undefined
  return email
}

/** Signs that mean something else in a URL are refused before the domain is read as one. */
function domainOf(text: string): string | undefined {
  if (/[\s/\\?#:%[\]@\p{C}]/u.test(text)) return undefined
  const ascii = domainToASCII(text.normalize('NFC')).toLowerCase()
  return ascii.length <= 253 && domainName.test(ascii) ? ascii : undefined
}

const octetsOf = (text: string) => new TextEncoder().encode(text).length

/**
 * Stands for a person where their email is counted and need not be known: a digest of the form in which it is unique.
 * @example emailKeyOf('camille@example.com') // 'eml_…'
 */
export const emailKeyOf = (email: string): string =>
  `eml_${createHash('sha256').update(email).digest('base64url')}`

/**
 * Whether what stands for a person is a digest of their email; else it is an id.
 * @example isEmailKey(emailKeyOf('camille@example.com')) // true
 */
export const isEmailKey = (id: string): boolean => id.startsWith('eml_')

/** A digest that `emailKeyOf` made. */
export const EmailKey = z.string().regex(/^eml_[\w-]{43}$/)

/** An email address as it enters, in any script; it comes out in the form in which it is unique. */
export const Email = z
  .string()
  .trim()
  .min(3)
  .max(longestText)
  .transform((text, context) => {
    const email = toEmail(text)
    if (email !== undefined) return email
    context.addIssue({ code: 'custom', message: 'not an email address' })
    return z.NEVER
  })
  .openapi({ format: 'email', example: 'camille@example.com' })
