import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

const seconds = z.coerce.number().int().min(1)

export const configShape = {
  ...baseConfig,
  /** How long an order waits for its payment. Stock is held ten minutes longer. */
  paymentDeadlineSeconds: seconds.max(85_000).default(1_800),
  /** After how long without stock, parcel or invoice staff are told. */
  fulfilmentDeadlineSeconds: seconds.default(900),
  /** When a delivered order is completed by itself: fourteen days to withdraw, and some to send back. */
  returnWindowDays: z.coerce.number().min(0).default(30),
  /** How long an order may stay where it is before its saga is looked for. */
  unattendedSeconds: seconds.default(120),
  /** How long a step of the saga stays with an order for news that are on their way. */
  patienceMs: z.coerce.number().int().min(0).default(3_000),
  /** How many orders may be under way before new ones are refused; 0 is no limit. */
  ordersUnderWayLimit: z.coerce.number().int().min(0).default(600),
  /** How long the history of a saga is kept after its order was placed. */
  sagaHistoryHours: z.coerce.number().int().min(1).default(72),
  watchEveryMs: z.coerce.number().int().min(100).default(15_000),
}

export const holdSecondsFor = (paymentDeadlineSeconds: number): number =>
  paymentDeadlineSeconds + 600
