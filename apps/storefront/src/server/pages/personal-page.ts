import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import type { Logger } from '@comptoir/service/observability/log'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import { type PageVisit, provideVisits } from '../../visit.ts'
import type { Bff } from '../bff/bff.ts'
import { isOutOfSight } from '../bff/cart-reference.ts'
import { noncePolicy } from './csp.ts'
import type { NextHandler } from './render.ts'

export type PersonalPagesOptions = {
  readonly bff: Bff
  readonly next: NextHandler
  /** Where the browser loads pictures from. */
  readonly imageOrigin: string
  readonly log: Pick<Logger, 'warn'>
}

/** The one page that shows what is the visitor's without a script. */
const isCart = (path: string) => /^\/(fr|en)\/cart$/.test(path)

/** Tells the offline worker whether it may keep the page; of a cart that did not come it hears nothing. */
export const keepingOf = (cart: PageVisit['cart'], isSignedOut: boolean) =>
  isSignedOut || (cart && cart.status !== 'active') ? 'closed' : 'open'

/**
 * Renders pages that are for one visitor: never remembered, their own scripts by a nonce. Next copies it from the policy of the
 * request.
 */
export function createPersonalPages({ bff, next, imageOrigin, log }: PersonalPagesOptions) {
  const storage = provideVisits(new AsyncLocalStorage())

  async function cartOf(c: Context, outgoing: HttpBindings['outgoing']): Promise<PageVisit> {
    const visit = bff.openVisit(c)
    const known: PageVisit = await bff.carts.find(visit).then(
      (cart) => ({ cart: cart ?? null }),
      (error: unknown) => {
        log.warn({ err: error }, 'the page shows no cart')
        return {}
      },
    )
    const isSignedOut = await isOutOfSight(visit).catch(() => false)
    for (const cookie of visit.jar.changes()) outgoing.appendHeader('set-cookie', cookie)
    if ('cart' in known) outgoing.setHeader('comptoir-cart', keepingOf(known.cart, isSignedOut))
    return { ...known, ...(isSignedOut && { isSignedOut }) }
  }

  return async function answer(c: Context): Promise<Response> {
    const { incoming, outgoing } = c.env as HttpBindings
    const visit = isCart(c.req.path) ? await cartOf(c, outgoing) : {}
    const policy = noncePolicy(imageOrigin, randomBytes(16).toString('base64'))
    incoming.headers['content-security-policy'] = policy
    outgoing.setHeader('content-security-policy', policy)
    outgoing.setHeader('referrer-policy', 'strict-origin-when-cross-origin')
    await storage.run(visit, () => next(incoming as never, outgoing as never))
    return RESPONSE_ALREADY_SENT
  }
}

export type PersonalPages = ReturnType<typeof createPersonalPages>
