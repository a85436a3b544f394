import type { mergeCart } from '@comptoir/contracts/carts/routes'
import type { Cart } from '@comptoir/contracts/carts/schemas'
import { type Call, CallError } from '@comptoir/site/call'
import type { Jar } from './jar.ts'
import { noteForPages } from './page-note.ts'
import type { StoredSession } from './session.ts'
import { headersOf, type Visit } from './visit.ts'

/** Which cart, and what opens it. */
export type CartReference = {
  readonly cartId: string
  readonly headers: Readonly<Record<string, string>>
}

export type CartLog = { warn(context: object, message: string): void }

export const isRefusedAs = (error: unknown, ...codes: string[]): boolean =>
  error instanceof CallError && codes.includes(error.problem.code)

type Known = { readonly cartId: string; readonly token: string | undefined }

/** `cart_1.token` of a guest; `cart_1` of somebody who is signed in. */
function cookieOf(jar: Jar): Known | undefined {
  const [cartId, token] = jar.get('cart')?.split('.') ?? []
  return cartId ? { cartId, token } : undefined
}

/** Whether the cart is of an account that nobody is signed in to: it is not empty, it is out of sight. */
export async function isOutOfSight(visit: Visit): Promise<boolean> {
  const known = cookieOf(visit.jar)
  return known !== undefined && known.token === undefined && !(await visit.session())
}

/** Forgets the cart of an account; one of a guest is still to be merged. */
export function forgetAccountCart(jar: Jar): void {
  if (cookieOf(jar)?.token === undefined) jar.clear('cart')
}

/** Writes the cookie of the cart. An answer to somebody who left meanwhile writes nothing: another person may be here. */
export async function keepCart(visit: Visit, value: string): Promise<void> {
  if (!(await visit.hasLeft())) visit.jar.set('cart', value)
}

/** Notes the cart of an account: never over one of a guest that is still to be merged. */
export async function noteCart(visit: Visit, cartId: string): Promise<void> {
  if (cookieOf(visit.jar)?.token === undefined) await keepCart(visit, cartId)
}

/** Notes for pages the cart as it is after what was asked, and who asked: nothing of somebody who left meanwhile. */
export async function tellPages(visit: Visit, cart: Cart | undefined): Promise<void> {
  const session = await visit.session()
  if (!(await visit.hasLeft())) noteForPages(visit.jar, cart, session?.person)
}

/** Finds out which cart a visitor means: a guest's by the cookie, of somebody who is signed in the one of their account. */
export function createCartReference(call: Call, log: CartLog) {
  /** Brings what the guest had into the cart of the account. A failure never fails what is asked: it is tried at the next request. */
  async function merge(visit: Visit, guest: CartReference, session: StoredSession) {
    const headers = { ...headersOf(visit, session), ...guest.headers }
    const params = { cartId: guest.cartId }
    const ask = () => call<typeof mergeCart>('POST /carts/{cartId}/merge', { params, headers })
    try {
      return await ask().catch((error: unknown) => {
        // another tab changed it meanwhile
        if (isRefusedAs(error, 'conflict')) return ask()
        throw error
      })
    } catch (error) {
      if (isRefusedAs(error, 'not_found', 'transition_refused')) visit.jar.clear('cart')
      log.warn({ err: error }, 'the cart of a guest could not be merged')
      return undefined
    }
  }

  async function ofAccount(visit: Visit, session: StoredSession, known: Known) {
    const headers = headersOf(visit, session)
    if (known.token === undefined) return { cartId: known.cartId, headers }
    const guest = { cartId: known.cartId, headers: { 'cart-token': known.token } }
    const merged = await merge(visit, guest, session)
    if (!merged) return undefined
    await keepCart(visit, merged.cartId)
    return { cartId: merged.cartId, headers }
  }

  return async function referenceOf(visit: Visit): Promise<CartReference | undefined> {
    const session = await visit.session()
    const known = cookieOf(visit.jar)
    if (!known) return undefined
    if (session) return await ofAccount(visit, session, known)
    // without a token it is of an account that nobody is signed in to
    if (!known.token) return undefined
    return { cartId: known.cartId, headers: { ...visit.headers, 'cart-token': known.token } }
  }
}
