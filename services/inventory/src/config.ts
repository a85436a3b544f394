import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

export const configShape = {
  ...baseConfig,
  /** How often holds that ran out are given back; availability never waits for it. */
  sweepEveryMs: z.coerce.number().int().min(100).default(5_000),
  /** How often the stock documents for lists and reports follow the log. */
  projectEveryMs: z.coerce.number().int().min(100).default(1_000),
}
