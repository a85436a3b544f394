import { emailKeyOf } from '@comptoir/contracts/email'
import type { StockWish, StockWishContact } from '@comptoir/contracts/inventory/wish-routes'
import { z } from 'zod'

const Person = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), userId: z.string() }),
  z.object({ kind: z.literal('guest'), email: z.string() }),
])
export type Person = z.infer<typeof Person>

const Facts = z.object({
  sku: z.string(),
  person: Person,
  locale: z.enum(['fr', 'en']),
  /** Hashes of the tokens of its mails, the last ones. */
  tokens: z.array(z.string()),
  createdAt: z.iso.datetime(),
})

/** How wishes are stored: a union by status. */
export const StoredWish = z.discriminatedUnion('status', [
  /** `askedAt`: when mails asked the owner of the address. */
  Facts.extend({ status: z.literal('unconfirmed'), askedAt: z.array(z.iso.datetime()) }),
  /** Its turn goes by when it was made. */
  Facts.extend({ status: z.literal('waiting'), since: z.iso.datetime() }),
  Facts.extend({ status: z.literal('notified'), notifiedAt: z.iso.datetime() }),
])
export type Wish = z.infer<typeof StoredWish>

const dayMs = 24 * 3_600_000
/** How long an address waits for its owner to confirm it, from its last mail. */
const unconfirmedMs = 3 * dayMs
/** Mails that ask for a confirmation: of one wish in a day, and how long one waits for the other. */
const asking = { inADay: 3, apartMs: 10 * 60_000 }
/** A resend, a reminder and the mail itself may all still be in a mailbox. */
const mostTokens = 5

export type NewWish = Pick<Wish, 'sku' | 'person' | 'locale'> & { readonly at: string }

/** A wish as it begins, or begins again: users are known, the owner of an email confirms it first. */
export function makeWish(wish: Wish | undefined, { sku, person, locale, at }: NewWish): Wish {
  if (wish?.status === 'waiting') return wish
  if (wish?.status === 'unconfirmed') return askAgain(wish, at)
  const facts = { sku, person, locale, tokens: wish?.tokens ?? [], createdAt: at }
  if (person.kind === 'user') return { ...facts, status: 'waiting', since: at }
  return { ...facts, status: 'unconfirmed', askedAt: [at] }
}

type Unconfirmed = Extract<Wish, { status: 'unconfirmed' }>

/** The same wish when enough mails were sent. */
function askAgain(wish: Unconfirmed, at: string): Unconfirmed {
  const now = Date.parse(at)
  const today = wish.askedAt.filter((one) => Date.parse(one) > now - dayMs)
  const last = today.at(-1)
  const isSoon = last !== undefined && Date.parse(last) > now - asking.apartMs
  if (isSoon || today.length >= asking.inADay) return wish
  return { ...wish, askedAt: [...today, at] }
}

/** Whether a mail is to ask for a confirmation of what a wish has become. */
export const isAsked = (before: Wish | undefined, next: Wish): boolean =>
  next.status === 'unconfirmed' && next !== before

/** When its address is forgotten unless its owner confirms it; nothing of a wish that is confirmed. */
export function forgottenAt(wish: Wish): number | undefined {
  if (wish.status !== 'unconfirmed') return undefined
  return Date.parse(wish.askedAt.at(-1) ?? wish.createdAt) + unconfirmedMs
}

/** The owner of the address opened the link; its turn is as of when it was made. */
export function confirmWish(wish: Wish): Wish {
  if (wish.status !== 'unconfirmed') return wish
  return { ...factsOf(wish), status: 'waiting', since: wish.createdAt }
}

export const addToken = (wish: Wish, hash: string): Wish => ({
  ...wish,
  tokens: [...wish.tokens, hash].slice(-mostTokens),
})

/** Its person is told, once; nothing of one that does not wait. */
export function notifyWish(wish: Wish, at: string): Wish | undefined {
  return wish.status === 'waiting'
    ? { ...factsOf(wish), status: 'notified', notifiedAt: at }
    : undefined
}

/** Stands for the person of a wish: a user's id, or a digest of an email. */
export const personKeyOf = (person: Person): string =>
  person.kind === 'user' ? person.userId : emailKeyOf(person.email)

const factsOf = ({ sku, person, locale, tokens, createdAt }: Wish) => ({
  ...{ sku, person, locale, tokens, createdAt },
})

export const toWishView = (wishId: string, wish: Wish): StockWish => ({
  ...{ wishId, sku: wish.sku, status: wish.status, createdAt: wish.createdAt },
  ...(wish.status === 'notified' && { notifiedAt: wish.notifiedAt }),
})

export function toWishContact(wishId: string, wish: Wish): StockWishContact {
  const { sku, status, locale, person } = wish
  const who = person.kind === 'user' ? { userId: person.userId } : { email: person.email }
  return { wishId, sku, status, locale, ...who }
}
