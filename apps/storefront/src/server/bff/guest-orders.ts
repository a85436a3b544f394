import type { openGuestOrder } from '@comptoir/contracts/orders/guest-routes'
import type { Call } from '@comptoir/site/call'
import { z } from 'zod'
import type { Jar } from './jar.ts'
import type { Seal } from './seal.ts'

const Known = z.array(z.object({ orderId: z.string(), orderToken: z.string() }))
type KnownOrders = z.infer<typeof Known>

/** Orders of a guest that one browser opens: a cookie holds no more. */
const knownAtMost = 8
/** An access token is asked for anew so long before its end, in ms. */
const renewBeforeMs = 60_000
const tokensAtMost = 5_000

type Access = { readonly token: Promise<string>; readonly until: number }

export type GuestOrdersOptions = {
  readonly call: Call
  readonly seal: Seal
  readonly clock?: () => number
}

/** The orders that a visitor placed without an account: the cookie keeps what opens them. */
export function createGuestOrders({ call, seal, clock = Date.now }: GuestOrdersOptions) {
  const opened = new Map<string, Access>()

  function read(jar: Jar): KnownOrders {
    const known = Known.safeParse(seal.open(jar.get('orders')))
    return known.success ? known.data : []
  }

  async function open(orderId: string, orderToken: string): Promise<string> {
    const asked = call<typeof openGuestOrder>('POST /api/orders/guest-sessions', {
      body: { orderId, orderToken },
    })
    const token = asked.then(({ accessToken }) => accessToken)
    if (opened.size >= tokensAtMost) opened.clear()
    opened.set(orderToken, { token, until: Number.POSITIVE_INFINITY })
    try {
      const { expiresInSeconds } = await asked
      opened.set(orderToken, { token, until: clock() + expiresInSeconds * 1_000 - renewBeforeMs })
    } catch (error) {
      opened.delete(orderToken)
      throw error
    }
    return await token
  }

  return {
    remember(jar: Jar, order: { readonly orderId: string; readonly orderToken: string }): void {
      const { orderId, orderToken } = order
      const others = read(jar).filter((known) => known.orderId !== orderId)
      jar.set('orders', seal.seal([{ orderId, orderToken }, ...others].slice(0, knownAtMost)))
    },
    /** The access token of an order that this browser placed; nothing for any other. */
    async tokenOf(jar: Jar, orderId: string): Promise<string | undefined> {
      const known = read(jar).find((one) => one.orderId === orderId)
      if (!known) return undefined
      const access = opened.get(known.orderToken)
      if (access && access.until > clock()) return await access.token
      return await open(orderId, known.orderToken)
    },
  }
}

export type GuestOrders = ReturnType<typeof createGuestOrders>
