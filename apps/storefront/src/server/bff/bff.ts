import type { ServiceApp } from '@comptoir/service/app'
import { requireSameOrigin } from '@comptoir/service/http/same-origin'
import { refuse } from '@comptoir/service/problems/refusal'
import { createCall } from '@comptoir/site/call'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { addAccountRoutes } from './account/account-routes.ts'
import type { CartLog } from './cart-reference.ts'
import { addCartRoutes } from './cart-routes.ts'
import { createCarts } from './carts.ts'
import { addCheckoutRoutes } from './checkout-routes.ts'
import { createForward } from './forward.ts'
import { addChatRoutes } from './messages/chat-routes.ts'
import { createChats } from './messages/chats.ts'
import { addInboxRoutes } from './messages/inbox-routes.ts'
import { createGuestOrders } from './orders/guest-orders.ts'
import { addOrderRoutes } from './orders/order-routes.ts'
import { createSeal } from './seal.ts'
import { createSessions } from './session.ts'
import { addSessionRoutes } from './session-routes.ts'
import { createVisits } from './visit.ts'

export type BffOptions = {
  /** What cookies are sealed with: the same in every replica. */
  readonly secret: string
  /** Where people reach the site. */
  readonly siteUrl: string
  readonly apiOrigin: (path: string) => string
  /** The address that a request comes from, and how the gateway is told. */
  readonly addressOf: (c: Context) => string
  readonly stateAddress: (address: string) => string
  readonly log: CartLog
  readonly fetch?: typeof fetch
  readonly clock?: () => number
}

const bodyBytesAtMost = 64 * 1024

/**
 * What stands between a browser and the shop's API (a back end for the front end): the browser has cookies that no script can read,
 * the API gets tokens that no browser sees.
 * @example const bff = createBff({ secret, siteUrl, apiOrigin, addressOf, stateAddress, log }); bff.addTo(app)
 */
export function createBff(options: BffOptions) {
  const { secret, siteUrl, apiOrigin, addressOf, stateAddress, log, clock } = options
  const timed = clock ? { clock } : {}
  const over = { fetch: withLog(options.fetch ?? fetch, log) }
  const call = createCall({ origin: apiOrigin, ...over })
  const sessions = createSessions({ call, seal: createSeal(secret, 'session'), ...timed })
  const guestOrders = createGuestOrders({ call, seal: createSeal(secret, 'orders'), ...timed })
  const isSecure = siteUrl.startsWith('https:')
  const openVisit = createVisits({ sessions, isSecure, addressOf, stateAddress })
  const carts = createCarts({ call, log })
  const forward = createForward({ openVisit, guestOrders, apiOrigin, ...over })

  return {
    openVisit,
    carts,
    /** Everything below `/bff/`. */
    addTo(app: ServiceApp): void {
      const tooLarge = () => {
        throw refuse('body_too_large')
      }
      app.use('/bff/*', requireSameOrigin(new URL(siteUrl).origin))
      app.use('/bff/*', bodyLimit({ maxSize: bodyBytesAtMost, onError: tooLarge }))
      addSessionRoutes(app, { call, openVisit, sessions, carts, log })
      addAccountRoutes(app, { call, openVisit, sessions })
      addCartRoutes(app, { openVisit, carts })
      addCheckoutRoutes(app, { call, openVisit, carts, guestOrders, apiOrigin, ...over })
      addOrderRoutes(app, { call, openVisit, carts })
      addChatRoutes(app, { openVisit, chats: createChats({ call, guestOrders }) })
      addInboxRoutes(app)
      app.all('/bff/*', forward)
    },
  }
}

/** Tells the log of calls that nothing came back of, or nothing in time. Whoever left meanwhile is no failure. */
function withLog(send: typeof fetch, log: CartLog): typeof fetch {
  return async (input, init) => {
    try {
      return await send(input, init)
    } catch (error) {
      const isLeft = init?.signal?.aborted === true && !isTimeout(error)
      // not its query: that may say who somebody is
      const { origin, pathname } = new URL(String(input))
      const call = `${init?.method ?? 'GET'} ${origin}${pathname}`
      if (!isLeft) log.warn({ err: error, call }, 'the shop does not answer')
      throw error
    }
  }
}

const isTimeout = (error: unknown) => error instanceof Error && error.name === 'TimeoutError'

export type Bff = ReturnType<typeof createBff>
