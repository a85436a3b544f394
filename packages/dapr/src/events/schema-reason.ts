import type { z } from 'zod'

const mostNamed = 5

/**
 * Why data fit no schema: which properties, by which rule, never their values, so that it may be logged and stored.
 * @example 'schema: lines.0.quantity too_big, email invalid_type'
 */
export function schemaReason({ issues }: z.core.$ZodError): string {
  const named = issues.slice(0, mostNamed).map(({ path, code }) => `${pathOf(path)} ${code}`)
  const more = issues.length - named.length
  return `schema: ${named.join(', ')}${more > 0 ? `, and ${more} more` : ''}`
}

const pathOf = (path: readonly PropertyKey[]) => path.map(String).join('.') || '(all of it)'
