import { createHash } from 'node:crypto'
import {
  AccountMessageRequested,
  CustomerStatusChanged,
  UserDeleted,
  UserRegistered,
  UserUpdated,
} from '@comptoir/contracts/accounts/events'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import {
  createCollection,
  type Document,
  type ListPage,
  type UpdateOptions,
} from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import type { User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import { type Account, normaliseEmail, StoredAccount } from './account.ts'
import { phoneOf } from './phone.ts'

export type Accounts = ReturnType<typeof createAccounts>

/** Accounts, and which email is whose: a create-only key per email, hashed so that no key shows an address. */
export function createAccounts(store: Store) {
  const accounts = createAccountCollection(store)
  const emails = createEmailClaims(store, accounts)

  /**
   * Registers an account under its email, which names one account only. `prepare` adds what names the account: it may get
   * the id that a registration of before left behind.
   */
  async function register(
    account: Account,
    prepare = (owned: Account): Account => owned,
  ): Promise<Document<Account>> {
    const userId = await emails.claim(account.email, account.userId)
    const owned = prepare({ ...account, userId })
    const event = newEvent(UserRegistered, { userId, locale: account.locale })
    const made = await accounts.create(userId, owned, [event, ...messagesBetween({}, owned)])
    if (!made.created) throw refuse('email_taken')
    return made.document
  }

  /** Applies a rule; its event leaves with the document. */
  function change(userId: string, rule: (account: Account) => Account, options?: UpdateOptions) {
    const written = (account: Account) => {
      const next = rule(account)
      return next === account ? undefined : { next, events: eventsBetween(account, next) }
    }
    return accounts.update(userId, written, options)
  }

  /** The account of the signed-in user, whose token may have outlived it. */
  async function current({ id }: User): Promise<Document<Account>> {
    const found = await accounts.get(id)
    if (found && found.data.status !== 'anonymised') return found
    throw refuse('not_found', 'the account is gone')
  }

  const { get, list, count, getMany, ids } = accounts
  return {
    ...{ get, list, count, getMany, ids },
    collections: [accounts, emails.collection] as const,
    byEmail: emails.byEmail,
    register,
    change,
    current,
    claimForChange: emails.claimForChange,
    /** By the key of the email (`emailKey`). */
    freeEmail: emails.free,
  }
}

function createAccountCollection(store: Store) {
  return createCollection<Account>(store, {
    name: 'accounts',
    schema: StoredAccount,
    indexes: {
      of: (account) => ['all', `status:${account.status}`].map((key) => entry(key, account)),
      role: (account) => account.roles.map((role) => entry(role, account)),
      vendor: (account) => (account.vendorId ? [entry(account.vendorId, account)] : []),
      name: (account) => namesOf(account).map((key) => entry(key, account)),
      phone: (account) => phonesOf(account).map((key) => entry(key, account)),
      revoked: ({ tokensRevokedAt }) =>
        tokensRevokedAt ? [{ key: 'all', score: Date.parse(tokensRevokedAt) }] : [],
      erasing: ({ erasing }) => (erasing ? [{ key: 'all', score: Date.parse(erasing.at) }] : []),
    },
  })
}

type AccountCollection = ReturnType<typeof createAccountCollection>

/** Whose an email is; nobody's once `userId` is empty. */
const EmailClaim = z.object({
  userId: z.string(),
  /** Until then an account is about to change to it. */
  pendingUntil: z.iso.datetime().optional(),
})
type EmailClaim = Readonly<z.infer<typeof EmailClaim>>

/** Longer than a request can run: a change that was begun is done by then, or never. */
const pendingMs = 60_000

function createEmailClaims(store: Store, accounts: AccountCollection) {
  const collection = createCollection(store, { name: 'emails', audit: 'none', schema: EmailClaim })

  /** A claim that a deleted account left behind names nobody. */
  async function byEmail(email: string) {
    const claim = await collection.get(emailKey(email))
    const account = claim?.data.userId ? await accounts.get(claim.data.userId) : undefined
    return account?.data.email === normaliseEmail(email) ? account : undefined
  }

  /** A claim without its account is what a crash left: who registers next makes that account, creation decides. */
  async function isStale({ userId, pendingUntil }: EmailClaim, email: string): Promise<boolean> {
    if (userId === '') return true
    if (pendingUntil !== undefined && Date.parse(pendingUntil) > store.now()) return false
    const account = await accounts.get(userId)
    return account !== undefined && account.data.email !== normaliseEmail(email)
  }

  async function take(email: string, wanted: EmailClaim): Promise<string> {
    const { created, document } = await collection.create(emailKey(email), wanted)
    const held = document.data
    const isOurs = held.userId === wanted.userId && wanted.pendingUntil === undefined
    if (created || isOurs) return held.userId
    if (held.userId !== wanted.userId && !(await isStale(held, email))) return held.userId
    const renewed = await collection.update(emailKey(email), (now) =>
      now.userId === held.userId ? { next: wanted } : undefined,
    )
    return renewed.data.userId
  }

  /** Claims an email for an account that is about to change to it. Refuses with `email_taken`. */
  async function claimForChange(email: string, userId: string): Promise<void> {
    const pendingUntil = new Date(store.now() + pendingMs).toISOString()
    if ((await take(email, { userId, pendingUntil })) !== userId) throw refuse('email_taken')
  }

  /** Lets an email (by its key) go that an account has no more; what somebody else took meanwhile stays theirs. */
  async function free(key: string, userId: string): Promise<void> {
    if (!(await collection.get(key))) return
    await collection.update(key, (held) =>
      held.userId === userId ? { next: { userId: '' } } : undefined,
    )
  }

  return {
    collection,
    byEmail,
    free,
    claimForChange,
    claim: (email: string, userId: string) => take(email, { userId }),
  }
}

type AccountSearch = {
  readonly q?: string | undefined
  readonly status?: Account['status'] | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Accounts, newest first: all, those in a state, or those that a text names (email, id, phone, or words of the name). */
export async function findAccounts(
  accounts: Accounts,
  { q, status, ...asked }: AccountSearch,
): Promise<ListPage<Account>> {
  const page = { ...asked, order: 'desc' as const }
  if (!q) return await accounts.list('of', status ? `status:${status}` : 'all', page)
  const named = q.includes('@') ? await accounts.byEmail(q) : await accounts.get(q)
  if (named) return { items: [named] }
  const phone = phoneOf(q)
  if (phone) return await accounts.list('phone', phone, page)
  const [first, ...others] = wordsOf(q)
  if (!first || q.includes('@')) return { items: [] }
  const found = await accounts.list('name', first, page)
  const items = found.items.filter(({ data }) => {
    const words = namesOf(data)
    return others.every((word) => words.includes(word)) && (!status || data.status === status)
  })
  return { ...found, items }
}

function eventsBetween(before: Account, after: Account): NewEvent[] {
  return [...factsBetween(before, after), ...messagesBetween(before, after)]
}

function factsBetween(before: Account, after: Account): NewEvent[] {
  const { userId } = after
  if (before.status !== 'anonymised' && after.status === 'anonymised') {
    return [newEvent(UserDeleted, { userId })]
  }
  const from = before.customerStatus
  const to = after.customerStatus
  if (from !== to) return [newEvent(CustomerStatusChanged, { userId, from, to })]
  const changed = (Object.keys(after) as (keyof Account)[]).filter(
    (key) => after[key] !== before[key],
  )
  return changed.some((key) => key !== 'messages') ? [newEvent(UserUpdated, { userId })] : []
}

/** What is to be sent since: each message once. */
function messagesBetween(before: Pick<Account, 'messages'>, after: Account): NewEvent[] {
  const known = new Set(before.messages?.map(({ messageId }) => messageId))
  const { userId, locale } = after
  return (after.messages ?? [])
    .filter(({ messageId }) => !known.has(messageId))
    .map(({ messageId, kind, expiresAt }) =>
      newEvent(AccountMessageRequested, { messageId, kind, locale, userId, expiresAt }),
    )
}

const entry = (key: string, { createdAt }: Account) => ({ key, score: Date.parse(createdAt) })
/** A key that stands for an email without showing it. */
export const emailKey = (email: string): string =>
  createHash('sha256').update(normaliseEmail(email)).digest('base64url')

/** The words by which staff find an account: without accents, lower case. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
}

/** The phone numbers of an account and of its addresses, as staff may hear them. */
const phonesOf = ({ phone, addresses }: Account) => [
  ...new Set(
    [phone, ...addresses.map((one) => one.phone)].flatMap((text) => (text && phoneOf(text)) || []),
  ),
]

const namesOf = ({ firstName, lastName }: Account) => [
  ...new Set(wordsOf(`${firstName} ${lastName}`)),
]
