import { Email } from '@comptoir/contracts/email'
import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

export const configShape = {
  ...baseConfig,
  /** The REST API of VIES, or its simulator; without it VAT ids are not checked, and businesses are charged VAT. */
  viesUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** A folder that an approved platform takes invoices from and answers in; without it none are handed over. */
  platformFolder: z.string().min(1).optional(),
  /** Where an approved platform takes invoices by mail; its statuses come by the folder, where there is one. */
  platformEmail: Email.optional(),
  /** Whom these mails are from, as the platform knows the seller; the address of the seller without one. */
  platformMailFrom: z.string().optional(),
  smtpUrl: z.url({ protocol: /^smtps?$/ }).optional(),
  smtpUser: z.string().optional(),
  smtpPassword: z.string().optional(),
  /** Papers issued before this day are not handed over. */
  platformFrom: z.iso.date().optional(),
}
export type Config = z.infer<z.ZodObject<typeof configShape>>
