import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../common.ts'
import { forStaff, internal } from '../operation.ts'
import { VatIdInput } from '../orders/sale-tax.ts'
import { requiredText } from '../schema.ts'
import {
  DistanceSales,
  NewTaxRate,
  NewTaxSettings,
  TaxClass,
  TaxCountry,
  TaxPlace,
  TaxPreview,
  TaxPreviewRequest,
  TaxSettingsView,
  VatIdCheck,
  VatIdView,
} from './tax-schemas.ts'

const countryParam = z.object({ countryCode: z.string().max(10) })
const rateParams = z.object({ place: TaxPlace, taxClass: TaxClass, validFrom: z.iso.date() })
const answer = { 200: jsonAnswer(TaxCountry, 'The rates of the country') }

/** All rates of a country, past, present and to come, with who changed what and when. */
export const readTaxCountry = forStaff('GetTaxCountry', 'GET /api/tax-rates/{countryCode}', {
  request: { params: countryParam },
  responses: answer,
  problems: ['not_found'],
})

/**
 * Sets the rate of a class in a place from a day on, today at the earliest: a rate that is in force ends the day before, and is
 * never edited. A rate of a later day may be replaced. Repeating it changes nothing.
 */
export const putTaxRate = forStaff(
  'PutTaxRate',
  'PUT /api/tax-rates/{place}/{taxClass}/{validFrom}',
  {
    request: { params: rateParams, body: jsonBody(NewTaxRate) },
    responses: answer,
    problems: ['invalid_request', 'transition_refused', 'conflict'],
  },
)

/** Takes back a rate that is not in force yet; one that is not there is no error. */
export const deleteTaxRate = forStaff(
  'DeleteTaxRate',
  'DELETE /api/tax-rates/{place}/{taxClass}/{validFrom}',
  {
    request: { params: rateParams },
    responses: answer,
    problems: ['invalid_request', 'not_found', 'transition_refused', 'conflict'],
  },
)

/** What a basket would cost at a place on a day, by the rates of that day. */
export const previewTax = forStaff('PreviewTax', 'POST /api/tax-rates/preview', {
  request: { body: jsonBody(TaxPreviewRequest) },
  responses: { 200: jsonAnswer(TaxPreview, 'The totals') },
  problems: ['invalid_request'],
})

const settingsAnswer = { 200: jsonAnswer(TaxSettingsView, 'The settings') }

export const readTaxSettings = forStaff('GetTaxSettings', 'GET /api/tax-settings', {
  responses: settingsAnswer,
})

/** Replaces the settings: they count from the next cart and order on, everywhere. Orders keep what they were placed with. */
export const replaceTaxSettings = forStaff('ReplaceTaxSettings', 'PUT /api/tax-settings', {
  request: { body: jsonBody(NewTaxSettings) },
  responses: settingsAnswer,
  problems: ['invalid_request', 'conflict'],
})

/** How far the shop is from the threshold of the one-stop shop, this year or another. */
export const readDistanceSales = forStaff('GetDistanceSales', 'GET /api/taxes/oss', {
  request: {
    query: z.object({ year: z.coerce.number().int().min(2021).max(2200).optional() }),
  },
  responses: { 200: jsonAnswer(DistanceSales, 'The distance sales of the year') },
  problems: ['invalid_request'],
})

const vatIdParam = z.object({ vatId: VatIdInput })

export const readVatIdStatus = forStaff('GetVatId', 'GET /api/vat-ids/{vatId}', {
  request: { params: vatIdParam },
  responses: { 200: jsonAnswer(VatIdView, 'What is known') },
  problems: ['invalid_request'],
})

/**
 * Vouches for a VAT id that VIES cannot check now: its owner is not charged VAT for 30 days, or until VIES says otherwise.
 * 409 `transition_refused`: VIES knows it, as valid or as invalid, or it has no VAT id's form.
 */
export const approveVatId = forStaff('ApproveVatId', 'POST /api/vat-ids/{vatId}/approvals', {
  request: { params: vatIdParam, body: jsonBody({ reason: requiredText(300) }) },
  responses: { 200: jsonAnswer(VatIdView, 'What counts now') },
  problems: ['invalid_request', 'transition_refused', 'conflict'],
})

/** Checks a VAT id: form, check digits, and in VIES. Every outcome is a value. */
export const checkVatId = internal(['carts', 'orders', 'admin'], 'POST /internal/vat-ids/check', {
  request: { body: jsonBody({ vatId: VatIdInput }) },
  responses: { 200: jsonAnswer(VatIdCheck, 'What is known') },
})
