import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

export const configShape = {
  ...baseConfig,
  /** How often a replica looks at its own log for what the broadcast did not bring. */
  refreshEveryMs: z.coerce.number().int().min(50).default(500),
  /** How often reservations of uses that ran out are given back; limits never wait for it. */
  sweepEveryMs: z.coerce.number().int().min(100).default(5_000),
  /** How often the documents of redemptions follow their records. */
  saveEveryMs: z.coerce.number().int().min(100).default(1_000),
}
