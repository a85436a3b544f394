import { createHash } from 'node:crypto'
import type { NewCartLine } from '@comptoir/contracts/carts/schemas'
import { limits } from '@comptoir/contracts/limits'
import { refuse } from '@comptoir/service/problems/refusal'
import type { StoredCart } from './cart.ts'

/** A whole order that is bought again is remembered. */
const mostAdditions = limits.lines

type Asked = NewCartLine & { readonly key: string | undefined }

/** Adds once for each key; the same key with another line is refused. Without a key it adds every time. */
export function addOnce(
  cart: StoredCart,
  { key, sku, quantity }: Asked,
  add: () => StoredCart,
): StoredCart {
  if (key === undefined) return add()
  const addition = { keyHash: hashOf(key), sku, quantity }
  const done = additionsOf(cart).find(({ keyHash }) => keyHash === addition.keyHash)
  if (!done) return withAdditions(add(), [addition])
  if (done.sku === sku && done.quantity === quantity) return cart
  throw refuse('idempotency_key_reused')
}

/** Brings in what was added to a guest's cart: an addition that is repeated after the log-in is done once, too. */
export function takeAdditions(cart: StoredCart, guest: StoredCart): StoredCart {
  const own = new Set(additionsOf(cart).map(({ keyHash }) => keyHash))
  const others = additionsOf(guest).filter(({ keyHash }) => !own.has(keyHash))
  return others.length === 0 ? cart : withAdditions(cart, others)
}

const additionsOf = ({ additions = [] }: StoredCart) => additions

const withAdditions = (cart: StoredCart, more: StoredCart['additions'] = []): StoredCart => ({
  ...cart,
  additions: [...additionsOf(cart), ...more].slice(-mostAdditions),
})

/** Keys may be long, and carts are read often. */
const hashOf = (key: string): string =>
  createHash('sha256').update(key).digest('base64url').slice(0, 22)
