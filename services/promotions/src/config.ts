import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

export const configShape = {
  ...baseConfig,
  /** How often a replica looks at its own log for what the broadcast did not bring. */
  refreshEveryMs: z.coerce.number().int().min(50).default(500),
}
