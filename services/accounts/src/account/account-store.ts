import { createHash } from 'node:crypto'
import {
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

export type Accounts = ReturnType<typeof createAccounts>

/** Accounts, and which email is whose: a create-only key per email, hashed so that no key shows an address. */
export function createAccounts(store: Store) {
  const accounts = createAccountCollection(store)
  const emails = createEmailClaims(store, accounts)

  /** Registers an account under its email, which names one account only. */
  async function register(account: Account): Promise<Document<Account>> {
    const userId = await emails.claim(account.email, account.userId)
    const event = newEvent(UserRegistered, { userId, locale: account.locale })
    const made = await accounts.create(userId, { ...account, userId }, [event])
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
    freeEmail: (email: string) => emails.collection.remove(emailKey(email)),
  }
}

function createAccountCollection(store: Store) {
  return createCollection<Account>(store, {
    name: 'accounts',
    schema: StoredAccount,
    indexes: {
      of: (account) => ['all', `status:${account.status}`].map((key) => entry(key, account)),
      role: (account) => account.roles.map((role) => entry(role, account)),
      name: (account) => namesOf(account).map((key) => entry(key, account)),
      revoked: ({ tokensRevokedAt }) =>
        tokensRevokedAt ? [{ key: 'all', score: Date.parse(tokensRevokedAt) }] : [],
    },
  })
}

type AccountCollection = ReturnType<typeof createAccountCollection>

function createEmailClaims(store: Store, accounts: AccountCollection) {
  const schema = z.object({ userId: z.string() })
  const collection = createCollection(store, { name: 'emails', schema })

  /** A claim that a deleted account left behind names nobody. */
  async function byEmail(email: string) {
    const claim = await collection.get(emailKey(email))
    const account = claim && (await accounts.get(claim.data.userId))
    return account?.data.email === normaliseEmail(email) ? account : undefined
  }

  /** A claim without its account is what a crash left: who comes next makes that account, creation decides. */
  async function claim(email: string, userId: string): Promise<string> {
    const { created, document } = await collection.create(emailKey(email), { userId })
    const holder = document.data.userId
    const account = created ? undefined : await accounts.get(holder)
    if (!account || account.data.email === email) return holder
    const renewed = await collection.update(emailKey(email), (held) =>
      held.userId === holder ? { next: { userId } } : undefined,
    )
    return renewed.data.userId
  }

  return { collection, byEmail, claim }
}

type AccountSearch = {
  readonly q?: string | undefined
  readonly status?: Account['status'] | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Accounts, newest first: all, those in a state, or those that a text names (email, id, or words of the name). */
export async function findAccounts(
  accounts: Accounts,
  { q, status, ...asked }: AccountSearch,
): Promise<ListPage<Account>> {
  const page = { ...asked, order: 'desc' as const }
  if (!q) return await accounts.list('of', status ? `status:${status}` : 'all', page)
  const named = q.includes('@') ? await accounts.byEmail(q) : await accounts.get(q)
  if (named) return { items: [named] }
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
  const { userId } = after
  if (before.status !== 'anonymised' && after.status === 'anonymised') {
    return [newEvent(UserDeleted, { userId })]
  }
  const from = before.customerStatus
  const to = after.customerStatus
  if (from !== to) return [newEvent(CustomerStatusChanged, { userId, from, to })]
  return [newEvent(UserUpdated, { userId })]
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

const namesOf = ({ firstName, lastName }: Account) => [
  ...new Set(wordsOf(`${firstName} ${lastName}`)),
]
