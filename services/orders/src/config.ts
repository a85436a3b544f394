import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

const seconds = z.coerce.number().int().min(1)

export const configShape = {
  ...baseConfig,
  /** Staff are told after this long without stock, parcel or invoice. */
  fulfilmentDeadlineSeconds: seconds.default(900),
  /** `on` in trials without mail only: a look-up answers the link, to whoever knows number and email. */
  orderLinksInAnswer: z.enum(['on', 'off']).default('off'),
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
