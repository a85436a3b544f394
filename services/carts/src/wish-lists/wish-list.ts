import { wishListLimits } from '@comptoir/contracts/carts/wish-list-routes'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'

const StoredItem = z.object({
  sku: z.string(),
  note: z.string().optional(),
  addedAt: z.iso.datetime(),
})

/** A list of what a user may buy one day. */
export const StoredWishList = z.object({
  userId: z.string(),
  name: z.string(),
  items: z.array(StoredItem),
  /** What the public link carries; it opens nothing but this list, and its owner sees it again. */
  shareToken: z.string().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type WishList = z.infer<typeof StoredWishList>

export const newWishList = (userId: string, name: string, at: string): WishList => ({
  ...{ userId, name, items: [], createdAt: at, updatedAt: at },
})

/** Puts a SKU on the list, at its end, or gives it another note; the same list when nothing changes. */
export function putItem(
  list: WishList,
  { sku, note, at }: { sku: string; note?: string | undefined; at: string },
): WishList {
  const known = list.items.find((item) => item.sku === sku)
  if (known && known.note === note) return list
  if (!known && list.items.length >= wishListLimits.items) {
    throw refuse('transition_refused', `at most ${wishListLimits.items} items`)
  }
  const item = { sku, addedAt: known?.addedAt ?? at, ...(note !== undefined && { note }) }
  const items = known
    ? list.items.map((one) => (one === known ? item : one))
    : [...list.items, item]
  return { ...list, items, updatedAt: at }
}

/** The same list when the SKU is not on it. */
export function removeItem(list: WishList, sku: string, at: string): WishList {
  const items = list.items.filter((item) => item.sku !== sku)
  return items.length === list.items.length ? list : { ...list, items, updatedAt: at }
}

export const rename = (list: WishList, name: string, at: string): WishList =>
  list.name === name ? list : { ...list, name, updatedAt: at }

/** The list with a public link; the one it has stays. */
export const share = (list: WishList, shareToken: string): WishList =>
  list.shareToken === undefined ? { ...list, shareToken } : list

export function unshare(list: WishList): WishList {
  if (list.shareToken === undefined) return list
  const { shareToken: _, ...rest } = list
  return rest
}
