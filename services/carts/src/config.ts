import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

export const configShape = {
  ...baseConfig,
  /** How long nothing happens to a cart that is told as abandoned. */
  cartAbandonedSeconds: z.coerce
    .number()
    .int()
    .min(1)
    .default(24 * 3_600),
  /** How often abandoned carts are looked for. */
  cartWatchMs: z.coerce.number().int().min(100).default(60_000),
}
