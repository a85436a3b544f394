import { wishListLimits } from '@comptoir/contracts/carts/wish-list-routes'
import {
  type Collection,
  createCollection,
  type Document,
} from '@comptoir/dapr/documents/documents'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import type { Store } from '@comptoir/dapr/documents/store'
import { refuse } from '@comptoir/service/problems/refusal'
import { StoredWishList, type WishList } from './wish-list.ts'

export type WishLists = Collection<WishList>

/** By their owner, in the order in which they were made, and by their public link. They stay until they are deleted. */
export const createWishLists = (store: Store): WishLists =>
  createCollection(store, {
    ...{ name: 'wish-lists', schema: StoredWishList },
    indexes: {
      of: (list) => [{ key: list.userId, score: Date.parse(list.createdAt) }],
      shared: ({ shareToken }) => (shareToken === undefined ? [] : [{ key: shareToken, score: 0 }]),
    },
  })

/** All lists of a user: there are few. */
export async function listsOf(lists: WishLists, userId: string): Promise<Document<WishList>[]> {
  return (await lists.list('of', userId, { limit: wishListLimits.lists })).items
}

/** A list of the user; of someone else it is not found. */
export async function ownList(
  lists: WishLists,
  userId: string,
  wishListId: string,
): Promise<Document<WishList>> {
  const list = await lists.get(wishListId)
  if (list?.data.userId !== userId) throw noSuchList()
  return list
}

export type Target = { readonly userId: string; readonly wishListId: string }
export type Rule = (list: WishList) => WishList

/** Changes a list of the user by a rule; a rule that answers the same list changes nothing. */
export const changeOwn = (
  lists: WishLists,
  { userId, wishListId }: Target,
  rule: Rule,
): Promise<Document<WishList>> =>
  lists.upsert(wishListId, (list) => {
    if (list?.userId !== userId) throw noSuchList()
    const next = rule(list)
    return next === list ? undefined : { next }
  })

/** A list by its public link; the link of before may still be in the index for moments. */
export async function sharedList(
  lists: WishLists,
  shareToken: string,
): Promise<Document<WishList>> {
  const [id] = await lists.ids('shared', shareToken, { limit: 1 })
  const list = id === undefined ? undefined : await lists.get(id)
  if (list?.data.shareToken !== shareToken) throw noSuchList()
  return list
}

/** A deleted account has no lists, and their links open nothing. */
export const eraseWishLists =
  (lists: WishLists): Erase =>
  (userId) =>
    eraseEach({ collection: lists, index: 'of', key: userId }, ({ id }) => lists.remove(id))

const noSuchList = () => refuse('not_found', 'no such list')
