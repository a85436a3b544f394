import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, LocalizedText } from '../common.ts'
import { forAnyone, forStaff } from '../operation.ts'
import { CategoryView } from './category-schemas.ts'
import { imageWidths, ProductImage, ProductView } from './schemas.ts'

const usual = ['invalid_request', 'not_found'] as const
const productParam = z.object({ id: z.string().min(1).max(120) })
const categoryParam = z.object({
  id: z.string().min(1).max(120).openapi({ description: 'Id or slug' }),
})

/** Adds a picture (multipart field `file`, or the bytes as the body): JPEG, PNG, WebP or AVIF by content. */
export const addProductImage = forStaff('AddProductImage', 'POST /api/products/{id}/images', {
  request: {
    params: productParam,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            file: z.any().openapi({ type: 'string', format: 'binary' }),
            altFr: z.string().max(300).optional(),
            altEn: z.string().max(300).optional(),
            source: z.string().max(2000).optional(),
          }),
        },
      },
    },
  },
  responses: { 201: jsonAnswer(ProductImage, 'Added') },
  problems: [...usual, 'body_too_large', 'unsupported_media_type', 'conflict'],
})

/** Gives a category its picture, in place of the one before: JPEG, PNG, WebP or AVIF, as a form or as the body. */
export const setCategoryImage = forStaff('SetCategoryImage', 'PUT /api/categories/{id}/image', {
  request: {
    params: categoryParam,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }),
        },
      },
    },
  },
  responses: { 200: jsonAnswer(CategoryView, 'The category') },
  problems: [...usual, 'body_too_large', 'unsupported_media_type', 'conflict'],
})

export const removeCategoryImage = forStaff(
  'RemoveCategoryImage',
  'DELETE /api/categories/{id}/image',
  {
    request: { params: categoryParam },
    responses: { 204: { description: 'It has none' } },
    problems: [...usual, 'conflict'],
  },
)

/** Orders the pictures of a product; those left out are taken off it. */
export const arrangeProductImages = forStaff(
  'ArrangeProductImages',
  'PUT /api/products/{id}/images',
  {
    request: {
      params: productParam,
      body: jsonBody({
        images: z
          .array(z.object({ path: z.string().max(100), alt: LocalizedText.optional() }))
          .max(50),
      }),
    },
    responses: { 200: jsonAnswer(ProductView, 'Arranged') },
    problems: [...usual, 'conflict'],
  },
)

/** A picture in one of the fixed widths; its name is the hash of its content, so it never changes. */
export const readImage = forAnyone('GetImage', 'GET /api/images/{imagePath}', {
  request: {
    params: z.object({ imagePath: z.string().regex(/^[0-9a-f]{64}\.webp$/) }),
    query: z.object({
      w: z.coerce
        .number()
        .refine((width) => imageWidths.some((known) => known === width), {
          error: `one of ${imageWidths.join(', ')}`,
        })
        .optional()
        .openapi({ type: 'integer', enum: [...imageWidths] }),
    }),
  },
  responses: {
    200: {
      description: 'The picture',
      content: { 'image/webp': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
    304: { description: 'Not modified' },
  },
  problems: ['invalid_request', 'not_found'],
})
