import { guestIdOf } from '@comptoir/contracts/ids'
import type { JWTPayload } from 'jose'

/**
 * The audience of tokens that open one order. It is another than that of users: whoever does not know of guests refuses them.
 * @example guestAudienceOf('comptoir') // 'comptoir:guest'
 */
export const guestAudienceOf = (audience: string): string => `${audience}:guest`

/** The claims of a guest's token: the order, and the owner that stands for its guest. */
export const guestClaims = (orderId: string) => ({ subject: guestIdOf(orderId), order: orderId })

/** The guest that a token of that audience names; none when its claims do not agree. */
export function guestIn(payload: JWTPayload): { id: string; guestOf: string } | undefined {
  const { sub: id, order: guestOf } = payload
  if (id === undefined || typeof guestOf !== 'string' || id !== guestIdOf(guestOf)) return undefined
  return { id, guestOf }
}
