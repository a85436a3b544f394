import { z } from '@hono/zod-openapi'
import { CursorQuery, IdempotencyHeader, Instant, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { oneOf, schema } from '../schema.ts'

/** The systems whose exports are known by their columns. */
export const ImportPreset = oneOf('ImportPreset', [
  ...(['shopify', 'woocommerce', 'prestashop', 'vendure', 'comptoir'] as const),
])
export type ImportPreset = z.infer<typeof ImportPreset>

/** How the columns of a file become products. */
export const ProductImportMapping = schema('ProductImportMapping', {
  preset: ImportPreset.optional(),
  /** A mapping of one's own instead: the document of docs/import.md, as JSON. */
  mapping: z.record(z.string(), z.unknown()).optional(),
  /** Of the texts; left out, as the mapping says. */
  language: z.enum(['fr', 'en']).optional(),
  /** What the prices are in, with what one unit is in euros. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  rate: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9})?$/)
    .optional(),
  /** Prices are without VAT. */
  netPrices: z.boolean().optional(),
  /** Sets the stock of what the shop has already, too. */
  setStock: z.boolean().default(false),
}).refine(
  ({ preset, mapping }) => (preset === undefined) !== (mapping === undefined),
  'either preset or mapping',
)
export type ProductImportMapping = z.infer<typeof ProductImportMapping>

export const ProductImportStatus = oneOf('ProductImportStatus', [
  ...(['uploaded', 'checking', 'checked', 'running', 'paused'] as const),
  ...(['done', 'cancelled', 'unusable', 'failed'] as const),
])
export type ProductImportStatus = z.infer<typeof ProductImportStatus>

/** What a dry run found. */
export const ProductImportCheck = schema('ProductImportCheck', {
  /** Lines of the file, and the products and variants that they are. */
  lines: z.int(),
  products: z.int(),
  variants: z.int(),
  categories: z.int(),
  /** Lines that are refused, and lines that are taken with a remark. */
  refused: z.int(),
  noted: z.int(),
  /** Products that would be written without some of their lines. */
  partial: z.int(),
})

const Outcomes = z.object({ created: z.int(), updated: z.int(), unchanged: z.int() })
/** How far it is, in products. */
export const ProductImportProgress = schema('ProductImportProgress', {
  done: z.int(),
  products: Outcomes,
  stock: z.object({ created: z.int(), changed: z.int(), unchanged: z.int() }),
  /** Products that the shop refused; lines that the file refuses are in `check`. */
  refused: z.int(),
})

/** It went wrong, several times in a row maybe, and is tried again. */
export const ProductImportRetry = schema('ProductImportRetry', {
  failures: z.int(),
  /** Of the last one. */
  reason: z.string(),
  /** When it is tried again. */
  at: Instant,
})

/** A file of products on its way into the catalogue. */
export const ProductImport = schema('ProductImport', {
  importId: z.string(),
  status: ProductImportStatus,
  /** Of the file. */
  sha256: z.string(),
  bytes: z.int(),
  columns: z.array(z.string()),
  /** What was assumed to read it. */
  assumed: z.array(z.string()),
  mapping: ProductImportMapping.optional(),
  check: ProductImportCheck.optional(),
  progress: ProductImportProgress.optional(),
  /** Of one that is at work, while something is away. */
  retry: ProductImportRetry.optional(),
  /** Of `unusable`: why the file cannot be read so. Of `failed`: what went wrong, so often that it was given up. */
  reason: z.string().optional(),
  createdBy: z.string(),
  createdAt: Instant,
  endedAt: Instant.optional(),
})
export type ProductImport = z.infer<typeof ProductImport>

const oneImport = { params: z.object({ importId: z.string().min(1).max(80) }) }
const theImport = jsonAnswer(ProductImport, 'The import now')
const act = { request: oneImport, responses: { 200: theImport } } as const
const refusals = ['not_found', 'transition_refused', 'conflict'] as const

/**
 * Takes a CSV file (field `file` of a form, or the body itself), once per key. Its columns say which system it is from, or which mapping
 * was used for such columns before; else it needs one.
 */
export const createProductImport = forStaff('CreateProductImport', 'POST /api/product-imports', {
  request: {
    headers: IdempotencyHeader,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }),
        },
      },
    },
  },
  responses: { 201: jsonAnswer(ProductImport, 'The import, of which nothing is written yet') },
  problems: ['invalid_request', 'body_too_large', 'idempotency_key_reused'],
})

/** Newest first. */
export const listProductImports = forStaff('ListProductImports', 'GET /api/product-imports', {
  request: { query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(ProductImport), 'Imports') },
  problems: ['invalid_request'],
})

export const readProductImport = forStaff(
  'GetProductImport',
  'GET /api/product-imports/{importId}',
  { request: oneImport, responses: { 200: theImport }, problems: ['not_found'] },
)

/** Says how its columns become products, before it runs; columns that are missing are named. */
export const mapProductImport = forStaff(
  'ReplaceProductImportMapping',
  'PUT /api/product-imports/{importId}/mapping',
  {
    request: { ...oneImport, body: jsonBody(ProductImportMapping) },
    responses: { 200: theImport },
    problems: ['invalid_request', ...refusals],
  },
)

/** A dry run in the background: counts, and errors by line; nothing is written. */
export const checkProductImport = forStaff(
  'CheckProductImport',
  'POST /api/product-imports/{importId}/check',
  { ...act, problems: refusals },
)

/** Writes a file that was checked, in the background. */
export const runProductImport = forStaff(
  'RunProductImport',
  'POST /api/product-imports/{importId}/run',
  { ...act, problems: refusals },
)

/** Waits before the next products. */
export const pauseProductImport = forStaff(
  'PauseProductImport',
  'POST /api/product-imports/{importId}/pause',
  { ...act, problems: refusals },
)

/** Goes on where it was paused, or where it was given up. */
export const resumeProductImport = forStaff(
  'ResumeProductImport',
  'POST /api/product-imports/{importId}/resume',
  { ...act, problems: refusals },
)

/** Ends it where it is: what was written stays. */
export const cancelProductImport = forStaff(
  'CancelProductImport',
  'POST /api/product-imports/{importId}/cancel',
  { ...act, problems: refusals },
)

/** Every line that was refused or remarked on, with its reason; refused ones as they stood. */
export const exportImportErrors = forStaff(
  'ExportProductImportErrors',
  'GET /api/product-imports/{importId}/errors',
  {
    request: oneImport,
    responses: {
      200: {
        description: 'A file for a spreadsheet: UTF-8 with a byte order mark',
        content: { 'text/csv': { schema: z.string() } },
      },
    },
    problems: ['not_found', 'dependency_unavailable'],
  },
)
