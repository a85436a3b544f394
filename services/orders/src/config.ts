import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

const seconds = z.coerce.number().int().min(1)

export const configShape = {
  ...baseConfig,
  /** How long an order waits for its payment. Stock is held ten minutes longer. */
  paymentDeadlineSeconds: seconds.max(85_000).default(1_800),
  /** How long an order that staff placed waits for its payment by a link, and by a bank transfer. */
  paymentLinkDays: z.coerce.number().int().min(1).max(60).default(3),
  transferDays: z.coerce.number().int().min(1).max(60).default(10),
  /** A draft that nobody changed for so long is deleted. */
  draftDays: z.coerce.number().int().min(1).default(90),
  /** Staff are told after this long without stock, parcel or invoice. */
  fulfilmentDeadlineSeconds: seconds.default(900),
  /** A delivered order is completed after this: fourteen days to withdraw, and some to send back. */
  returnWindowDays: z.coerce.number().min(0).default(30),
  /** How long the token of a guest opens its order. */
  guestTokenDays: z.coerce.number().int().min(1).default(90),
  /** `on` in trials without mail only: a look-up answers the link, to whoever knows number and email. */
  orderLinksInAnswer: z.enum(['on', 'off']).default('off'),
  /** How long goods of a return may take to be on their way, once they may come. */
  returnSendDays: z.coerce.number().min(1).default(14),
  /** `on`: the shop pays for the way back of every return, whatever its reason. */
  freeReturns: z.enum(['on', 'off']).default('off'),
  /** What a customer pays for a label, in cents: withheld from the refund once a parcel has left with it. */
  returnLabelPrice: z.coerce.number().int().min(0).default(490),
  /** How long an order may stay in a status before its saga is looked for. */
  unattendedSeconds: seconds.default(120),
  /** How long a step of the saga waits for the next change of its order. */
  activityWaitMs: z.coerce.number().int().min(0).default(3_000),
  /** How many orders may be in flight before new ones are refused; 0 is no limit. */
  ordersInFlightLimit: z.coerce.number().int().min(0).default(600),
  /** How long the history of a saga is kept after its order was placed. */
  sagaHistoryHours: z.coerce.number().int().min(1).default(72),
  watchEveryMs: z.coerce.number().int().min(100).default(15_000),
}
