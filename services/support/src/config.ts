import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

export const configShape = {
  ...baseConfig,
  /** Signing keys from before, separated by commas: tokens of guests that they signed open their conversations still. */
  earlierSigningKeys: z
    .string()
    .default('')
    .transform((keys) => keys.split(',').filter((key) => key !== '')),
  /** How long an answer may be unread before its customer gets a mail. */
  awaySeconds: z.coerce.number().int().min(1).default(300),
  /** How often it is looked for answers that are unread for too long. */
  awayCheckSeconds: z.coerce.number().min(0.1).default(15),
  /** After how many days without the customer a conversation closes. */
  autoCloseDays: z.coerce.number().min(0).default(3),
  /** After how many days without an answer of the shop a conversation closes. */
  unansweredDays: z.coerce.number().min(0).default(30),
  /** For how many days a closed conversation is kept. */
  retentionDays: z.coerce.number().min(1).default(365),
  /** How often streams are made to look for what no announcement told. */
  watchSeconds: z.coerce.number().min(0.1).default(5),
  /** How often it is looked for conversations that are to be closed or removed. */
  endingCheckSeconds: z.coerce.number().min(0.1).default(3_600),
}
