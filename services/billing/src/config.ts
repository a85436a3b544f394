import type { Seller } from '@comptoir/contracts/billing/schemas'
import { Email } from '@comptoir/contracts/email'
import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

/** The seller's identity is printed on every invoice; the defaults are a company that does not exist. */
export const configShape = {
  ...baseConfig,
  sellerName: z.string().default('Comptoir Démonstration'),
  sellerLegalForm: z.string().default('SAS au capital de 10 000 €'),
  sellerAddress: z.string().default('12 rue du Comptoir;75002 Paris;France'),
  sellerSiren: z.string().default('123 456 789'),
  sellerRcs: z.string().default('RCS Paris 123 456 789'),
  sellerVatNumber: z.string().default('FR00 123456789'),
  sellerEmail: Email.default('facturation@comptoir.example'),
  sellerPhone: z.string().optional(),
  /** The REST API of VIES, or its simulator; without it VAT ids are not checked, and businesses are charged VAT. */
  viesUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** A folder that an approved platform takes invoices from and answers in; without it none are handed over. */
  platformFolder: z.string().min(1).optional(),
  /** Papers issued before this day are not handed over. */
  platformFrom: z.iso.date().optional(),
}
export type Config = z.infer<z.ZodObject<typeof configShape>>

/** The seller as the invoices print it; address lines are parted by semicolons in the setting. */
export function sellerOf(config: Config): Seller {
  return {
    name: config.sellerName,
    legalForm: config.sellerLegalForm,
    address: config.sellerAddress.split(';').map((line) => line.trim()),
    siren: config.sellerSiren,
    rcs: config.sellerRcs,
    vatNumber: config.sellerVatNumber,
    email: config.sellerEmail,
    ...(config.sellerPhone ? { phone: config.sellerPhone } : {}),
  }
}
