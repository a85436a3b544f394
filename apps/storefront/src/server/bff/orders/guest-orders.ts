import type { openGuestOrder } from '@comptoir/contracts/orders/guest-routes'
import { type Call, CallError } from '@comptoir/site/call'
import { z } from 'zod'
import type { Jar } from '../jar.ts'
import type { Seal } from '../seal.ts'
import type { Visit } from '../visit.ts'

const Known = z.array(z.object({ orderId: z.string(), orderToken: z.string() }))
type KnownOrders = z.infer<typeof Known>

/** Orders of a guest that one browser opens: a cookie holds no more. */
const knownAtMost = 8
/** An access token is asked for anew so long before its end, in ms. */
const renewBeforeMs = 60_000
const tokensAtMost = 5_000

/** Its token opens nothing any more: it is over, or the order belongs to an account by now. */
const isClosed = (error: unknown): boolean =>
  error instanceof CallError && [400, 401, 403, 404].includes(error.problem.status)

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

  async function open(
    { orderId, orderToken }: KnownOrders[number],
    headers: Visit['headers'],
  ): Promise<string> {
    const asked = call<typeof openGuestOrder>('POST /api/orders/guest-sessions', {
      ...{ headers, body: { orderId, orderToken } },
    })
    const token = asked.then(({ accessToken }) => accessToken)
    // its failure is told below; a rejection that nobody awaits would end the process
    token.catch(() => undefined)
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
    /** The access token of an order that this browser placed; nothing for any other, nor when it opens no more. */
    async tokenOf(
      { jar, headers }: Pick<Visit, 'jar' | 'headers'>,
      orderId: string,
    ): Promise<string | undefined> {
      const known = read(jar).find((one) => one.orderId === orderId)
      if (!known) return undefined
      const access = opened.get(known.orderToken)
      const isGood = access !== undefined && access.until > clock()
      try {
        return await (isGood ? access.token : open(known, headers))
      } catch (error) {
        if (isClosed(error)) return undefined
        throw error
      }
    },
  }
}

export type GuestOrders = ReturnType<typeof createGuestOrders>
