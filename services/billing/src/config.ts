import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

export const configShape = {
  ...baseConfig,
  /** The REST API of VIES, or its simulator; without it VAT ids are not checked, and businesses are charged VAT. */
  viesUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** A folder that an approved platform takes invoices from and answers in; without it none are handed over. */
  platformFolder: z.string().min(1).optional(),
  /** Papers issued before this day are not handed over. */
  platformFrom: z.iso.date().optional(),
}
