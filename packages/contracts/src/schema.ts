import { z } from '@hono/zod-openapi'

/**
 * An object that the OpenAPI documents know by name.
 * @example export const Shortage = schema('Shortage', { sku: Sku, requested: z.int(), available: z.int() })
 */
export function schema<T extends z.ZodRawShape>(name: string, shape: T) {
  return z.object(shape).openapi(name)
}

/** One of some words, which the OpenAPI documents know by name. */
export function oneOf<const T extends readonly string[]>(name: string, words: T) {
  return z.enum(words).openapi(name)
}

/** A text that says something. */
export function requiredText(longest: number) {
  return z.string().trim().min(1).max(longest)
}
