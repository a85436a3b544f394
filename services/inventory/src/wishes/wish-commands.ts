import { newEvent } from '@comptoir/contracts/event'
import { StockWishConfirmationRequested } from '@comptoir/contracts/inventory/events'
import type { Document } from '@comptoir/dapr/documents/documents'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Stock } from '../stock/stock-store.ts'
import {
  addToken,
  confirmWish,
  isAsked,
  makeWish,
  type NewWish,
  personKeyOf,
  type Wish,
} from './stock-wish.ts'
import type { WishTeller } from './teller.ts'
import { type Wishes, wishIdOf } from './wish-store.ts'
import { newWishToken, parseWishToken } from './wish-token.ts'

export type WishDeps = {
  readonly wishes: Wishes
  readonly stock: Pick<Stock, 'readItem'>
  readonly teller: Pick<WishTeller, 'notice'>
  readonly clock: () => Date
}

/** Of one person: more is no wish list, but a feed. */
const mostWishes = 100

/** What people do with their wishes. */
export function createWishCommands({ wishes, stock, teller, clock }: WishDeps) {
  const now = () => clock().toISOString()

  async function add(wanted: Omit<NewWish, 'at'>): Promise<Document<Wish>> {
    const { available } = await stock.readItem(wanted.sku)
    if (available > 0) throw refuse('transition_refused', 'it is in stock')
    const wishId = wishIdOf(wanted.sku, wanted.person)
    const isFull = (await wishes.count('of', personKeyOf(wanted.person))) >= mostWishes
    if (isFull && !(await wishes.get(wishId))) {
      throw refuse('transition_refused', `at most ${mostWishes} wishes`)
    }
    const document = await wishes.upsert(wishId, (wish) => {
      const next = makeWish(wish, { ...wanted, at: now() })
      if (next === wish) return undefined
      const asking = newEvent(StockWishConfirmationRequested, { wishId, sku: wanted.sku })
      return { next, events: isAsked(wish, next) ? [asking] : [] }
    })
    // stock that came back meanwhile has passed by
    teller.notice([wanted.sku])
    return document
  }

  async function confirm(token: string): Promise<Document<Wish>> {
    const { wishId, hash } = parsed(token)
    const document = await wishes
      .update(wishId, (wish) => {
        if (!wish.tokens.includes(hash)) throw refuse('not_found')
        const next = confirmWish(wish)
        return next === wish ? undefined : { next }
      })
      .catch((error: unknown) => {
        throw isRefusal(error, 'not_found') ? noToken() : error
      })
    teller.notice([document.data.sku])
    return document
  }

  /** Says nothing of whether there was such a wish: its id is a digest of an email. */
  async function withdraw(token: string): Promise<void> {
    const { wishId, hash } = parsed(token)
    const wish = await wishes.get(wishId)
    if (wish?.data.tokens.includes(hash)) await wishes.remove(wishId)
  }

  async function makeToken(wishId: string): Promise<string> {
    const { token, hash } = newWishToken(wishId)
    await wishes.update(wishId, (wish) => ({ next: addToken(wish, hash) }))
    return token
  }

  /** A user takes a wish of theirs back. */
  async function drop(wishId: string, userId: string): Promise<void> {
    const wish = await wishes.get(wishId)
    if (wish && personKeyOf(wish.data.person) === userId) await wishes.remove(wishId)
  }

  return { add, confirm, withdraw, makeToken, drop }
}

const noToken = () => refuse('invalid_token', 'the link is not valid any more')

function parsed(token: string): { wishId: string; hash: string } {
  const found = parseWishToken(token)
  if (!found) throw noToken()
  return found
}
