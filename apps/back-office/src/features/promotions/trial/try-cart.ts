import type {
  addCartCoupon,
  deleteCart,
  putCart,
  quoteCart,
} from '@comptoir/contracts/carts/routes'
import type { CartQuote } from '@comptoir/contracts/carts/schemas'
import { type Call, CallError } from '@comptoir/site/call'
import type { TrialLine } from './trial-lines.ts'

export type Trial = {
  readonly lines: readonly TrialLine[]
  readonly code: string
  readonly countryCode: string
  readonly postalCode: string
  readonly email: string
  readonly method: 'stripe' | 'paypal'
}

/** What a shopper would be told; `isUnknown`: that nobody has the code. */
export type TrialOutcome = { readonly isUnknown: boolean; readonly quote: CartQuote }

/**
 * Fills a cart as a visitor, gives it the code, asks what it costs, and deletes it. `call` has no session: with that of the staff it
 * would be their own cart.
 */
export async function tryCart(call: Call, trial: Trial): Promise<TrialOutcome> {
  const { cartId, cartToken = '' } = await call<typeof putCart>('PUT /cart', {
    body: { lines: trial.lines.map((line) => ({ ...line })) },
  })
  const headers = { 'cart-token': cartToken }
  try {
    const isUnknown = trial.code !== '' && !(await takesCode(call, { cartId, headers, trial }))
    const { countryCode, postalCode, email, method } = trial
    const quote = await call<typeof quoteCart>('POST /carts/{cartId}/quote', {
      params: { cartId },
      headers,
      body: {
        shippingAddress: { countryCode, postalCode },
        ...(email !== '' && { email }),
        paymentProvider: method,
      },
    })
    return { isUnknown, quote }
  } finally {
    // one that stays expires by itself
    await call<typeof deleteCart>('DELETE /cart/{cartId}', { params: { cartId }, headers }).catch(
      () => undefined,
    )
  }
}

type Trying = {
  readonly cartId: string
  readonly headers: Readonly<Record<string, string>>
  readonly trial: Trial
}

async function takesCode(call: Call, { cartId, headers, trial }: Trying): Promise<boolean> {
  try {
    await call<typeof addCartCoupon>('PUT /carts/{cartId}/coupons/{code}', {
      params: { cartId, code: trial.code },
      headers,
    })
    return true
  } catch (error) {
    if (error instanceof CallError && error.problem.code === 'code_refused') return false
    throw error
  }
}
