import { refuse } from '@comptoir/service/problems/refusal'
import { hash, verify } from '@node-rs/argon2'

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
    limited(client, () => hash(password, parameters))
  let decoy: Promise<string> | undefined

  /** Whether the password is right; without a hash it takes as long and is not. */
  async function matches(password: string, passwordHash?: string, client = ourselves) {
    decoy ??= hashOne('nobody has this password')
    const known = passwordHash || (await decoy)
    const isRight = await limited(client, () => verify(known, password))
    return isRight && Boolean(passwordHash)
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

const common = new Set([
  ...['password1234', 'passwordpassword', 'motdepasse123', 'motdepassemotdepasse', 'comptoir1234'],
  ...['azertyuiop123', 'qwertyuiop123', 'qwertyuiopas', 'azertyuiopqs', 'administrateur'],
  ...['administrator', 'iloveyou1234', 'bonjourbonjour', 'letmeinletmein', 'welcome12345'],
  ...['changemeplease', 'jetaimejetaime'],
])

/** Refuses a password that is guessed first: common ones, one sign or row of keys, one's own email. */
export function checkPassword(password: string, email: string): void {
  const plain = password.toLowerCase()
  const name = email.split('@')[0] ?? ''
  const isWeak =
    common.has(plain) ||
    new Set(plain).size < 5 ||
    /^(?:0123456789|1234567890|abcdefghij)/.test(plain) ||
    (name.length >= 4 && plain.includes(name.toLowerCase()))
  if (!isWeak) return
  const message = 'choose a password that is not guessed first'
  const errors = [{ field: 'password', code: 'too_common', message }]
  throw refuse('invalid_request', message, { errors })
}
