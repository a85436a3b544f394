import type { NewCartLine } from '@comptoir/contracts/carts/schemas'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import { Instant, LocalizedText, Money } from '@comptoir/contracts/common'
import { limits } from '@comptoir/contracts/limits'
import { type Refusal, refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'

/** A line as the shopper left it, with the product as it was when the line was last touched. */
const StoredLine = z.object({
  sku: z.string(),
  quantity: z.int(),
  productId: z.string(),
  title: LocalizedText,
  price: Money,
  imagePath: z.string().optional(),
})
export type StoredLine = z.infer<typeof StoredLine>

/** A guest cart belongs to whoever has its token, of which only the hash is kept. */
const Owner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('guest'), tokenHash: z.string() }),
  z.object({ kind: z.literal('user'), userId: z.string() }),
])

const Facts = z.object({
  owner: Owner,
  currency: z.string(),
  lines: z.array(StoredLine),
  /** Codes of promotions, in the order in which they were put on it. */
  codes: z.array(z.string()).optional(),
  /** What was added under an Idempotency-Key, by the hash of the key. */
  additions: z
    .array(z.object({ keyHash: z.string(), sku: z.string(), quantity: z.int() }))
    .optional(),
  createdAt: Instant,
  updatedAt: Instant,
  /** Failed orders of this cart: a late event of theirs no longer locks it. */
  endedOrders: z.array(z.string()),
})

/** How carts are stored: a union by status, apart from the public view. */
export const StoredCart = z.discriminatedUnion('status', [
  Facts.extend({ status: z.literal('active') }),
  Facts.extend({ status: z.literal('locked'), orderId: z.string() }),
  Facts.extend({ status: z.literal('converted'), orderId: z.string() }),
  Facts.extend({ status: z.literal('merged'), mergedInto: z.string() }),
])
export type StoredCart = z.infer<typeof StoredCart>

type ActiveCart = Extract<StoredCart, { status: 'active' }>

/** Who asks: a user, the bearer of a guest cart's token, or both. */
export type Visitor = {
  readonly userId?: string | undefined
  readonly tokenHash?: string | undefined
}
export type Variants = ReadonlyMap<string, VariantSnapshot | undefined>

export const currency = 'EUR'

/** A new, empty cart. */
export function emptyCart(owner: StoredCart['owner'], at: string): ActiveCart {
  const times = { createdAt: at, updatedAt: at }
  return { ...times, owner, currency, lines: [], endedOrders: [], status: 'active' }
}

/** Owned carts open to their owner only, guest carts to their token only. */
export function isOpenTo({ owner }: StoredCart, visitor: Visitor): boolean {
  if (owner.kind === 'user') return owner.userId === visitor.userId
  return owner.tokenHash === visitor.tokenHash
}

/** Whether a user's cart is still theirs to fill or being ordered. */
export function isLive(cart: StoredCart | undefined): cart is StoredCart {
  return cart?.status === 'active' || cart?.status === 'locked'
}

/** Replaces the lines; a line that stays as it is keeps the price it was added at. */
export function replaceLines(
  cart: StoredCart,
  { lines, variants, at }: { lines: readonly NewCartLine[]; variants: Variants; at: string },
): StoredCart {
  const active = requireActive(cart)
  const wanted = new Map<string, number>()
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity)
  const next = [...wanted].map(([sku, quantity], index) => {
    const kept = active.lines.find((line) => line.sku === sku && line.quantity === quantity)
    return kept ?? lineOf({ sku, quantity }, variants, `lines.${index}`)
  })
  const same =
    next.length === active.lines.length && next.every((line, n) => line === active.lines[n])
  return same ? cart : withLines(active, next, { at, field: 'lines' })
}

/** Adds to the quantity of a SKU. */
export function addLine(
  cart: StoredCart,
  { sku, quantity, variants, at }: NewCartLine & { variants: Variants; at: string },
): StoredCart {
  const active = requireActive(cart)
  const held = active.lines.find((line) => line.sku === sku)
  if (!held && active.lines.length >= limits.lines) throw invalid('sku', 'the cart is full')
  const line = lineOf({ sku, quantity: quantity + (held?.quantity ?? 0) }, variants, '')
  return withLines(active, replaceOrAppend(active.lines, line), { at, field: 'quantity' })
}

/** Sets the quantity of a line that is there; 0 removes it. */
export function changeLine(
  cart: StoredCart,
  { sku, quantity, variants, at }: NewCartLine & { variants: Variants; at: string },
): StoredCart {
  const active = requireActive(cart)
  const held = active.lines.find((line) => line.sku === sku)
  if (!held) throw refuse('not_found', `no line ${sku}`)
  if (held.quantity === quantity) return cart
  if (quantity === 0) return removeLine(cart, { sku, at })
  const line = lineOf({ sku, quantity }, variants, '')
  return withLines(active, replaceOrAppend(active.lines, line), { at, field: 'quantity' })
}

export function removeLine(cart: StoredCart, { sku, at }: { sku: string; at: string }): StoredCart {
  const active = requireActive(cart)
  const next = active.lines.filter((line) => line.sku !== sku)
  return next.length === active.lines.length ? cart : withLines(active, next, { at, field: 'sku' })
}

/** Brings a guest's lines in, if there is room: the larger quantity wins, so repeating it changes nothing. */
export function takeLines(cart: StoredCart, guest: readonly StoredLine[], at: string): StoredCart {
  const active = requireActive(cart)
  const next = guest.reduce((lines, line) => {
    const held = lines.find((one) => one.sku === line.sku)
    return held && held.quantity >= line.quantity ? lines : replaceOrAppend(lines, line)
  }, active.lines)
  if (next.length > limits.lines) {
    throw invalid('cartId', `together more than ${limits.lines} lines`)
  }
  return next === active.lines ? cart : withLines(active, next, { at, field: 'cartId' })
}

/** Refuses changes to a cart that is being ordered, was ordered or was merged. */
export function requireActive(cart: StoredCart): ActiveCart {
  if (cart.status === 'active') return cart
  if (cart.status === 'locked') throw refuse('cart_locked', 'an order of this cart is running')
  throw refuse('transition_refused', `the cart is ${cart.status}`)
}

/** Refuses lines that come to more than an order may; a cart that does already may become less. */
function withLines(
  cart: ActiveCart,
  lines: StoredLine[],
  { at, field }: { at: string; field: string },
): ActiveCart {
  const worth = worthOf(lines)
  if (worth > limits.amount && worth > worthOf(cart.lines)) {
    throw invalid(field, `an order comes to ${limits.amount} minor units at most`)
  }
  return { ...cart, lines, updatedAt: at }
}

/** In minor units, at the prices of when the lines were last touched. */
const worthOf = (lines: readonly StoredLine[]): number =>
  lines.reduce((total, { price, quantity }) => total + price.amount * quantity, 0)

function replaceOrAppend(lines: StoredLine[], line: StoredLine): StoredLine[] {
  const held = lines.some((one) => one.sku === line.sku)
  return held ? lines.map((one) => (one.sku === line.sku ? line : one)) : [...lines, line]
}

function lineOf(wanted: NewCartLine, variants: Variants, path: string): StoredLine {
  const { sku, quantity } = wanted
  const field = (name: string) => (path ? `${path}.${name}` : name)
  if (quantity > limits.quantity) {
    throw invalid(field('quantity'), `at most ${limits.quantity} of ${sku}`)
  }
  const variant = variants.get(sku)
  if (!variant?.active || variant.price.amount > limits.amount) {
    throw invalid(field('sku'), `${sku} is not on sale`)
  }
  const { productId, title, price, imagePath } = variant
  return { sku, quantity, productId, title, price, ...(imagePath !== undefined && { imagePath }) }
}

function invalid(field: string, message: string): Refusal {
  return refuse('invalid_request', message, { errors: [{ field, code: 'custom', message }] })
}
