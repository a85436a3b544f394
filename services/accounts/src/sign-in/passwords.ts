import { toPassword } from '@comptoir/contracts/accounts/password'
import { refuse } from '@comptoir/service/problems/refusal'
import { hash, verify } from '@node-rs/argon2'
import type { IsBreached } from './breached-passwords.ts'

/** Argon2id at OWASP's floor. The parameters stand in each hash, so raising them is possible at any time. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const currentPrefix = '$argon2id$v=19$m=19456,t=2,p=1$'

export type Passwords = ReturnType<typeof createPasswords>

export type PasswordOptions = {
  readonly concurrency: number
  /** How many of one address may wait. */
  readonly longestQueue: number
}

const ourselves = 'this process'

/**
 * Hashes passwords, a few at a time: each takes 19 MiB for its while. `client` is the address that asked: those who wait
 * are served in turn by address.
 */
export function createPasswords({ concurrency, longestQueue }: PasswordOptions) {
  const limited = createFairLimit(concurrency, longestQueue)
  const hashOne = (password: string, client = ourselves) =>
    limited(client, () => hash(toPassword(password), parameters))
  let decoy: Promise<string> | undefined

  /**
   * Whether the password is right; without a hash it takes as long and is not. Hashes from before there was one form of a
   * password are compared with it as it was typed.
   */
  async function matches(password: string, passwordHash?: string, client = ourselves) {
    decoy ??= hashOne('nobody has this password')
    const known = passwordHash || (await decoy)
    for (const form of new Set([toPassword(password), password])) {
      const isRight = await limited(client, () => verify(known, form))
      if (isRight && passwordHash) return true
    }
    return false
  }
  return {
    hash: hashOne,
    matches,
    needsRehash: (passwordHash: string) => !passwordHash.startsWith(currentPrefix),
  }
}

/** Runs work a few at a time. Clients that wait take turns, so one who asks a lot delays only itself. */
function createFairLimit(concurrency: number, longestQueue: number) {
  const waiting = new Map<string, (() => void)[]>()
  let running = 0

  function waitFor(client: string): Promise<void> {
    const queue = waiting.get(client) ?? []
    if (queue.length >= longestQueue) throw refuse('rate_limited', 'too many sign-ins at once')
    waiting.set(client, queue)
    return new Promise((go) => queue.push(go))
  }

  /** The client that waited longest for its turn, which then goes to the end of the line. */
  function takeNext(): (() => void) | undefined {
    const [first] = waiting
    if (!first) return undefined
    const [client, queue] = first
    const next = queue.shift()
    waiting.delete(client)
    if (queue.length > 0) waiting.set(client, queue)
    return next
  }

  return async function limited<T>(client: string, work: () => Promise<T>): Promise<T> {
    if (running >= concurrency) await waitFor(client)
    else running += 1
    try {
      return await work()
    } finally {
      const next = takeNext()
      if (next) next()
      else running -= 1
    }
  }
}

/** Nothing but a few signs again and again. */
const repeated = /^(.{1,8}?)\1+$/u

function isGuessedFirst(password: string, email: string): boolean {
  const plain = password.toLowerCase()
  const name = email.split('@')[0] ?? ''
  return (
    new Set(plain).size < 5 ||
    repeated.test(plain) ||
    /^(?:0123456789|1234567890|abcdefghij)/.test(plain) ||
    (name.length >= 4 && plain.includes(name.toLowerCase()))
  )
}

/** Refuses a password that is guessed first: one sign or row of keys, one's own email, one that leaked somewhere. */
export async function checkPassword(
  password: string,
  { email, isBreached }: { readonly email: string; readonly isBreached: IsBreached },
): Promise<void> {
  if (isGuessedFirst(password, email))
    throw refused('too_common', 'choose a password that is not guessed first')
  if (await isBreached(password))
    throw refused('breached', 'this password stands in a published leak: choose another one')
}

function refused(code: string, message: string) {
  return refuse('invalid_request', message, { errors: [{ field: 'password', code, message }] })
}
