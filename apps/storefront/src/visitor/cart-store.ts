import type { Cart } from '@comptoir/contracts/carts/schemas'
import { useSyncExternalStore } from 'react'
import { createAdditionKeys } from './addition-keys.ts'
import { type Answer, ask, type Problem } from './ask.ts'
import { createWishes } from './cart-wish.ts'

/** A line that was taken out a moment ago, and comes back by one click. */
export type RemovedLine = {
  readonly sku: string
  readonly title: string
  readonly quantity: number
}

/** `answer`: why the line could not be removed; `key`: what brings it back once. */
type Removal = RemovedLine & {
  readonly key: string
  readonly answer: Promise<Problem | undefined>
}

export type CartState = {
  /** `undefined`: not asked yet; `null`: there is none. */
  readonly cart: Cart | null | undefined
  /** Quantities that the shop has not confirmed. */
  readonly wishes: ReadonlyMap<string, number>
  /** The shop computes: amounts are grey meanwhile. */
  readonly isBusy: boolean
  readonly isOpen: boolean
  readonly problem: Problem | undefined
  readonly removed: Removal | undefined
}

type CartAnswer = { readonly cart: Cart | null }

const undoMs = 8_000

const initial: CartState = {
  ...{ cart: undefined, wishes: new Map(), isBusy: false, isOpen: false },
  ...{ problem: undefined, removed: undefined },
}

let state = initial
let undoing: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function change(next: Partial<CartState>): void {
  state = { ...state, ...next }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const currentCart = (): CartState => state

/** The cart of this browser. A server, and the first paint, know nothing of it. */
export const useCart = (): CartState => useSyncExternalStore(subscribe, currentCart, () => initial)

const additionKeys = createAdditionKeys(() => crypto.randomUUID())

async function cartOf(answer: Promise<Answer<CartAnswer>>): Promise<Answer<Cart>> {
  const onShown = additionKeys.asking()
  const got = await answer
  if ('problem' in got) return got
  onShown()
  return got.value.cart
    ? { value: got.value.cart }
    : { problem: { status: 404, code: 'not_found' } }
}

const wishes = createWishes<Cart>({
  send: (sku, quantity) =>
    cartOf(ask(`POST /bff/cart/lines/${encodeURIComponent(sku)}`, { body: { quantity } })),
  onCart: (cart) => change({ cart, problem: undefined }),
  onProblem: (problem) => change({ problem }),
  onWishes: (next) => change({ wishes: next, isBusy: next.size > 0 }),
})

/** One request that answers the whole cart. */
async function request(
  operation: string,
  body: object,
  key?: string,
): Promise<Problem | undefined> {
  change({ isBusy: true, problem: undefined })
  const answer = await cartOf(ask(operation, { body, keepalive: true, ...(key && { key }) }))
  change({ isBusy: state.wishes.size > 0 })
  if ('problem' in answer) {
    change({ problem: answer.problem })
    return answer.problem
  }
  wishes.take(answer.value)
  return undefined
}

/** Takes the cart that a page was rendered with. */
export function seedCart(cart: Cart | null): void {
  if (state.cart === undefined) state = { ...state, cart }
}

/** Answers why the cart did not come. */
export async function loadCart(): Promise<Problem | undefined> {
  const onShown = additionKeys.asking()
  const answer = await ask<CartAnswer>('GET /bff/cart')
  if ('problem' in answer) {
    change({ problem: answer.problem })
    return answer.problem
  }
  onShown()
  const { cart } = answer.value
  if (cart) wishes.take(cart)
  else change({ cart, problem: undefined })
  return undefined
}

/** A page that Back brings again shows the cart of before, and may not know what became of an addition. */
export async function catchUp(): Promise<void> {
  if (state.cart !== undefined || additionKeys.areLost()) await loadCart()
}

/** Adds to the cart, and shows it: the drawer opens at once and fills when the shop has answered. */
export async function addToCart(sku: string, quantity: number): Promise<Problem | undefined> {
  change({ isOpen: true })
  return await addOnce(sku, quantity)
}

/** Tried again after an answer that was lost, it is added once. */
async function addOnce(sku: string, quantity: number): Promise<Problem | undefined> {
  const wish = `${sku} ${quantity}`
  const problem = await request('POST /bff/cart/lines', { sku, quantity }, additionKeys.of(wish))
  additionKeys.answered(wish, problem)
  return problem
}

export type Added = {
  readonly cart: Cart | null
  readonly refused: readonly string[]
  readonly failed: readonly string[]
}

/** The lines are added one after the other: giving up earlier leaves unknown what was added. */
const addAllMs = 60_000

/**
 * Adds several lines at once; answers the cart, the SKUs that it did not take, and those to try once more: for the same `wish`, none is
 * added twice.
 */
export async function addAll(
  wish: string,
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): Promise<Answer<Added>> {
  change({ isBusy: true, problem: undefined })
  const answer = await ask<Added>('POST /bff/cart/additions', {
    ...{ body: { lines }, key: additionKeys.of(wish), keepalive: true, timeoutMs: addAllMs },
  })
  const isWhole = 'problem' in answer || answer.value.failed.length === 0
  if (isWhole) additionKeys.answered(wish, 'problem' in answer ? answer.problem : undefined)
  change({ isBusy: state.wishes.size > 0 })
  if ('value' in answer && answer.value.cart) wishes.take(answer.value.cart)
  return answer
}

export function openCart(): void {
  change({ isOpen: true })
}

export function closeCart(): void {
  change({ isOpen: false, problem: undefined })
}

export const setQuantity = (sku: string, quantity: number): Promise<Problem | undefined> =>
  wishes.wish(sku, quantity)

/** Offers for a while to bring a line back, or does so no more. */
function offerUndo(removed: Removal | undefined): void {
  clearTimeout(undoing)
  change({ removed })
  if (removed) undoing = setTimeout(() => change({ removed: undefined }), undoMs)
}

export async function removeLine(line: RemovedLine): Promise<void> {
  // one removal is undone once, however often it is tried
  const removal = { ...line, key: crypto.randomUUID(), answer: wishes.wish(line.sku, 0) }
  offerUndo(removal)
  // what was not removed cannot be brought back
  if ((await removal.answer) && state.removed === removal) offerUndo(undefined)
}

export async function undoRemoval(): Promise<void> {
  const { removed } = state
  if (!removed) return
  offerUndo(undefined)
  const { sku, quantity, key, answer } = removed
  // an addition may overtake the removal
  if (await answer) return
  const problem = await request('POST /bff/cart/lines', { sku, quantity }, key)
  // what could not be brought back can be asked for again, unless another line was removed meanwhile
  if (problem && !state.removed) offerUndo(removed)
}

export const addCoupon = (code: string) => request('POST /bff/cart/coupons', { code })
export const removeCoupon = (code: string) => request('POST /bff/cart/coupons/removals', { code })
