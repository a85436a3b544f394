import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { schemaReason } from './schema-reason.ts'

const Order = z.object({
  email: z.email(),
  locale: z.enum(['fr', 'en']),
  lines: z.array(z.object({ quantity: z.int().max(999) })),
})
const secrets = ['ada@', 'Lovelace', '123456']
const refused = { email: 'ada@', locale: 'Lovelace', lines: [{ quantity: 123_456 }] }

function reasonOf(schema: z.ZodType, data: unknown): string {
  const { error } = schema.safeParse(data)
  if (!error) throw new Error('the data fit')
  return schemaReason(error)
}

describe('the reason why data fit no schema', () => {
  it('names properties and rules', () => {
    expect(reasonOf(Order, refused)).toBe(
      'schema: email invalid_format, locale invalid_value, lines.0.quantity too_big',
    )
    expect(reasonOf(Order, 'Lovelace')).toBe('schema: (all of it) invalid_type')
  })

  it('has nothing of the data', () => {
    for (const secret of secrets) expect(reasonOf(Order, refused)).not.toContain(secret)
  })

  it('is short, however much is wrong', () => {
    const lines = Array.from({ length: 1_000 }, () => ({ quantity: 'x' }))
    expect(reasonOf(Order, { ...refused, lines }).length).toBeLessThan(200)
    expect(reasonOf(Order, { ...refused, lines })).toContain(', and 997 more')
  })
})
