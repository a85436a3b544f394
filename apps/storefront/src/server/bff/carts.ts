import type { readCart } from '@comptoir/contracts/carts/internal-routes'
import type {
  addCartCoupon,
  addCartLine,
  changeCartLine,
  openCart,
  putCart,
  quoteCart,
  readMyCart,
  removeCartCoupon,
} from '@comptoir/contracts/carts/routes'
import type { Cart, NewCartLine } from '@comptoir/contracts/carts/schemas'
import type { RequestOf } from '@comptoir/contracts/platform/operation-types'
import { type Call, CallError } from '@comptoir/site/call'
import {
  type CartLog,
  type CartReference,
  createCartReference,
  isRefusedAs,
  keepCart,
  noteCart,
  tellPages,
} from './cart-reference.ts'
import { userHeaders, type Visit } from './visit.ts'

type QuoteBody = RequestOf<typeof quoteCart>['body']

/** A cart that has been ordered, or is part of another one, is no cart of the visitor any more. */
const isPast = ({ status }: Cart) => status === 'converted' || status === 'merged'

/** The cart; nothing when there is none any more. */
async function present(asked: Promise<Cart>): Promise<Cart | undefined> {
  try {
    const cart = await asked
    return isPast(cart) ? undefined : cart
  } catch (error) {
    if (isRefusedAs(error, 'not_found')) return undefined
    throw error
  }
}

type CartsOptions = { readonly call: Call; readonly log: CartLog }

/** Finds the cart of a visitor. */
function createAccess({ call, log }: CartsOptions) {
  const referenceOf = createCartReference(call, log)

  /** The cart of the account; nothing when it has none, nor for a guest. */
  async function readMine(visit: Visit): Promise<(CartReference & { cart: Cart }) | undefined> {
    const headers = await userHeaders(visit)
    if (!headers) return undefined
    const cart = await present(call<typeof readMyCart>('GET /carts/mine', { headers }))
    if (!cart) return undefined
    await noteCart(visit, cart.cartId)
    return { cartId: cart.cartId, headers, cart }
  }

  async function find(visit: Visit): Promise<Cart | undefined> {
    const known = await referenceOf(visit)
    const read =
      known &&
      call<typeof readCart>('GET /carts/{cartId}', {
        ...{ params: { cartId: known.cartId }, headers: known.headers },
      })
    const cart = (read && (await present(read))) ?? (await readMine(visit))?.cart
    await tellPages(visit, cart)
    return cart
  }

  /** By the cookie, else the one of the account. */
  const reference = async (visit: Visit): Promise<CartReference | undefined> =>
    (await referenceOf(visit)) ?? (await readMine(visit))

  async function required(visit: Visit): Promise<CartReference> {
    const known = await reference(visit)
    if (known) return known
    throw new CallError('the cart of the visitor', { status: 404, code: 'not_found' })
  }

  return { referenceOf, reference, find, required }
}

type Access = ReturnType<typeof createAccess>

/** A line to add: under the same key it is added once. */
export type Addition = NewCartLine & { readonly key?: string | undefined }

/** Adds a line, to a new cart when there is none. */
function createAddition({ call }: CartsOptions, { referenceOf }: Access) {
  async function addTo({ cartId, headers }: CartReference, wanted: Addition): Promise<Cart> {
    const { key, ...body } = wanted
    const cart = await call<typeof addCartLine>('POST /carts/{cartId}/lines', {
      ...{ params: { cartId }, body },
      headers: { ...headers, ...(key !== undefined && { 'idempotency-key': key }) },
    })
    if (!isPast(cart)) return cart
    // a repeat of what was added, and ordered since: it begins no new cart
    throw new CallError('POST /carts/{cartId}/lines', { status: 409, code: 'cart_locked' })
  }

  /** Opens an empty cart, and notes it before anything is added: a repeat finds it. */
  async function open(visit: Visit, user: CartReference['headers'] | undefined) {
    const { headers: guest } = visit
    const headers = user ?? guest
    const { cartId, cartToken } = await call<typeof openCart>('POST /carts', { headers })
    if (user) await noteCart(visit, cartId)
    else await keepCart(visit, `${cartId}.${cartToken ?? ''}`)
    return { cartId, headers: user ?? { ...guest, 'cart-token': cartToken ?? '' } }
  }

  /** A new cart with its first line: of a guest without a key in one call. */
  async function openWith(visit: Visit, wanted: Addition): Promise<Cart> {
    const user = await userHeaders(visit)
    const { key, ...line } = wanted
    if (user || key !== undefined) return await addTo(await open(visit, user), wanted)
    const input = { headers: visit.headers, body: { lines: [line] } }
    const { cartToken, ...cart } = await call<typeof putCart>('PUT /cart', input)
    await keepCart(visit, `${cart.cartId}.${cartToken ?? ''}`)
    return cart
  }

  async function add(visit: Visit, wanted: Addition): Promise<Cart> {
    const known = await referenceOf(visit)
    if (!known) return await openWith(visit, wanted)
    try {
      return await addTo(known, wanted)
    } catch (error) {
      // it was ordered meanwhile, or is too old: the line begins a new one
      if (!isRefusedAs(error, 'not_found', 'transition_refused')) throw error
      return await openWith(visit, wanted)
    }
  }

  return add
}

/** What a visitor does with their cart. Each answer is the whole cart: money is never computed in a browser. */
export function createCarts(options: CartsOptions) {
  const { call } = options
  const access = createAccess(options)
  const { find, reference, required } = access
  const add = createAddition(options, access)

  /** Does something with the cart there is, and tells the pages. */
  async function change(visit: Visit, run: (cart: CartReference) => Promise<Cart>): Promise<Cart> {
    const cart = await run(await required(visit))
    await tellPages(visit, cart)
    return cart
  }

  return {
    /** The visitor's cart; nothing when there is none. */
    find,
    /** Which cart an order is of, and what opens it. */
    reference,
    async add(visit: Visit, wanted: Addition): Promise<Cart> {
      const cart = await add(visit, wanted)
      await tellPages(visit, cart)
      return cart
    },
    /** 0 removes the line. */
    setQuantity: (visit: Visit, sku: string, quantity: number) =>
      change(visit, ({ cartId, headers }) =>
        call<typeof changeCartLine>('PATCH /carts/{cartId}/lines/{sku}', {
          ...{ params: { cartId, sku }, headers, body: { quantity } },
        }),
      ),
    addCoupon: (visit: Visit, code: string) =>
      change(visit, ({ cartId, headers }) =>
        call<typeof addCartCoupon>('PUT /carts/{cartId}/coupons/{code}', {
          ...{ params: { cartId, code }, headers },
        }),
      ),
    removeCoupon: (visit: Visit, code: string) =>
      change(visit, ({ cartId, headers }) =>
        call<typeof removeCartCoupon>('DELETE /carts/{cartId}/coupons/{code}', {
          ...{ params: { cartId, code }, headers },
        }),
      ),
    async quote(visit: Visit, body: QuoteBody) {
      const { cartId, headers } = await required(visit)
      const input = { params: { cartId }, headers, body }
      return await call<typeof quoteCart>('POST /carts/{cartId}/quote', input)
    },
  }
}

export type Carts = ReturnType<typeof createCarts>
