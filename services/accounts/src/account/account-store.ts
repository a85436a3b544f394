import { createHash } from 'node:crypto'
import {
  CustomerStatusChanged,
  UserDeleted,
  UserRegistered,
  UserUpdated,
} from '@comptoir/contracts/accounts/events'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import {
  type Collection,
  createCollection,
  type Document,
} from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import { type Account, normaliseEmail } from './account.ts'
import { StoredAccount } from './stored-account.ts'

const EmailClaim = z.object({ userId: z.string() })

export type Accounts = Pick<Collection<Account>, 'get' | 'list' | 'count' | 'getMany' | 'ids'> & {
  readonly collections: readonly [Collection<Account>, Collection<z.infer<typeof EmailClaim>>]
  byEmail(email: string): Promise<Document<Account> | undefined>
  /** Registers an account under its email, which names one account only. */
  register(account: Account): Promise<Document<Account>>
  /** Applies a rule; its event leaves with the document. */
  change(
    userId: string,
    rule: (account: Account) => Account,
    options?: { ifVersion?: number | undefined },
  ): Promise<Document<Account>>
  freeEmail(email: string): Promise<void>
}

/** Accounts, and which email is whose: a create-only key per email, hashed so that no key shows an address. */
export function createAccounts(store: Store): Accounts {
  const accounts = createCollection<Account>(store, {
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
  const emails = createCollection(store, { name: 'emails', schema: EmailClaim })

  /** A claim that a deleted account left behind names nobody. */
  async function byEmail(email: string) {
    const claim = await emails.get(emailKey(email))
    const account = claim && (await accounts.get(claim.data.userId))
    return account?.data.email === normaliseEmail(email) ? account : undefined
  }

  /** A claim without its account is what a crash left: who comes next makes that account, creation decides. */
  async function claim(email: string, userId: string): Promise<string> {
    const { created, document } = await emails.create(emailKey(email), { userId })
    const holder = document.data.userId
    const account = created ? undefined : await accounts.get(holder)
    if (!account || account.data.email === email) return holder
    const renewed = await emails.update(emailKey(email), (held) =>
      held.userId === holder ? { next: { userId } } : undefined,
    )
    return renewed.data.userId
  }

  async function register(account: Account): Promise<Document<Account>> {
    const userId = await claim(account.email, account.userId)
    const event = newEvent(UserRegistered, { userId, locale: account.locale })
    const made = await accounts.create(userId, { ...account, userId }, [event])
    if (!made.created) throw refuse('email_taken')
    return made.document
  }

  return {
    ...accounts,
    collections: [accounts, emails],
    byEmail,
    register,
    change: (userId, rule, options) =>
      accounts.update(
        userId,
        (account) => {
          const next = rule(account)
          return next === account ? undefined : { next, events: eventsBetween(account, next) }
        },
        options,
      ),
    async freeEmail(email) {
      await emails.remove(emailKey(email))
    },
  }
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
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
}

const namesOf = ({ firstName, lastName }: Account) => [
  ...new Set(wordsOf(`${firstName} ${lastName}`)),
]
