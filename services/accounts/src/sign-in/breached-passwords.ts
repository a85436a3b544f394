import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/**
 * The rest of the SHA-1 digests (35 hexadecimal digits, upper case) of leaked passwords whose digests begin with five given
 * digits. Whoever answers learns five digits and no password (k-anonymity), as with the ranges of Pwned Passwords.
 */
export type LeakedRange = (firstDigits: string) => Promise<ReadonlySet<string>>

/** Whether a password stands in a published leak (NIST SP 800-63B-4, section 3.1.1.2). */
export type IsBreached = (password: string) => Promise<boolean>

const digitsToAsk = 5
const digestOf = (password: string) =>
  createHash('sha1').update(password).digest('hex').toUpperCase()

/**
 * Asks a range of leaked passwords, for a password as it is and in lower case.
 * @example const isBreached = createBreachCheck(localRanges()); await isBreached('passwordpassword') // true
 */
export function createBreachCheck(range: LeakedRange): IsBreached {
  async function isLeaked(password: string): Promise<boolean> {
    const digest = digestOf(password)
    return (await range(digest.slice(0, digitsToAsk))).has(digest.slice(digitsToAsk))
  }
  return async (password) => (await isLeaked(password)) || (await isLeaked(password.toLowerCase()))
}

const listFile = new URL('../../data/leaked-passwords.txt', import.meta.url)

/** The ranges of the list that comes with the shop: a stand-in for a service that knows all leaks. */
export function localRanges(lines = readFileSync(listFile, 'utf8').split('\n')): LeakedRange {
  const passwords = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const byPrefix = Map.groupBy(passwords.map(digestOf), (digest) => digest.slice(0, digitsToAsk))
  const ranges = new Map(
    [...byPrefix].map(([prefix, digests]) => [
      prefix,
      new Set(digests.map((digest) => digest.slice(digitsToAsk))),
    ]),
  )
  return async (firstDigits) => ranges.get(firstDigits) ?? new Set()
}
