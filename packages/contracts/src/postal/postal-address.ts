import type { z } from '@hono/zod-openapi'
import { Address } from '../common.ts'
import { CountryCode } from '../country.ts'
import { type LabelAddress, layOutLabel } from './label-lines.ts'

type Context = z.core.$RefinementCtx

/** Refuses what a carrier's label of the country cannot print, with each field and why. */
export function checkLabel(address: LabelAddress, context: Context): void {
  // rules run after a field was refused, too: what is not an address has no layout
  if (context.issues.length > 0) return
  for (const { path, code, message } of layOutLabel(address).issues) {
    context.addIssue({ code: 'custom', path: [...path], message, params: { code } })
  }
}

const visible = /[\p{L}\p{N}\p{P}\p{S}]/u
const required = ['recipient', 'line1', 'postalCode', 'city'] as const

/** Refuses required fields in which nothing would be seen. */
export function checkVisible(address: Address, context: Context): void {
  if (context.issues.length > 0) return
  for (const field of required) {
    if (visible.test(address[field])) continue
    const message = 'it has no character that can be printed'
    context.addIssue({ code: 'custom', path: [field], message, params: { code: 'not_printable' } })
  }
}

/** An address as it enters: its country exists. */
export const NewAddress = Address.extend({ countryCode: CountryCode })

/** Where a parcel goes: it fits a carrier's label, in France and Monaco six lines of 38 characters (NF Z10-011). */
export const PostalAddress = NewAddress.superRefine(checkVisible)
  .superRefine(checkLabel)
  .openapi('PostalAddress', {
    description:
      'Fits a carrier’s label: six lines of 38 Latin characters with town and country, after the abbreviations of the post. Codes of refused fields: `latin_required` (give the field in `latin` too), `not_printable`, `too_long`, `too_many_lines`.',
  })

/** Whom an invoice is for: any script, any length that `Address` allows. */
export const BillingAddress = NewAddress.superRefine(checkVisible).openapi('BillingAddress')
