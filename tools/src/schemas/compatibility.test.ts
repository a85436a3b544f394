import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { breakingChanges } from './compatibility.ts'
import type { JsonSchema } from './event-schemas.ts'

const shape = {
  orderId: z.string().max(80),
  attempt: z.int(),
  kind: z.enum(['low', 'out']),
  note: z.string().optional(),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int().min(1).max(999) })),
}
const schemaOf = (members: z.ZodRawShape) =>
  z.toJSONSchema(z.object(members), { target: 'draft-07' }) as JsonSchema
const released = schemaOf(shape)
const without = (name: keyof typeof shape) =>
  Object.fromEntries(Object.entries(shape).filter(([key]) => key !== name))
const attempt = { property: 'attempt' }
const line = shape.lines.element

function changes(members: z.ZodRawShape): string[] {
  return breakingChanges(released, schemaOf(members)).map(({ property, rule, detail, hurts }) =>
    `${property}: ${rule} (${hurts}) ${detail}`.trim(),
  )
}

describe('a change that no reader survives', () => {
  it.each<[string, z.ZodRawShape, string]>([
    ['a property is removed', without('attempt'), 'attempt: property removed (old events)'],
    ['an optional one is removed', without('note'), 'note: property removed (old events)'],
    [
      'a property has another type',
      { ...shape, attempt: z.string() },
      'attempt: type changed (old events) integer → string',
    ],
    [
      'a property has two other types',
      { ...shape, attempt: z.union([z.string(), z.boolean()]) },
      'attempt: type changed (old events) integer → boolean or string',
    ],
    [
      'a required property is added',
      { ...shape, currency: z.string() },
      'currency: required property added (old events)',
    ],
    [
      'an optional property is required',
      { ...shape, note: z.string() },
      'note: property became required (old events)',
    ],
    [
      'a word is removed',
      { ...shape, kind: z.enum(['low']) },
      'kind: word removed (old events) out',
    ],
    [
      'a text becomes one of some words',
      { ...shape, orderId: z.enum(['ord_1']) },
      'orderId: word removed (old events) any other',
    ],
    [
      'a bound is tightened',
      { ...shape, orderId: z.string().max(40) },
      'orderId: constraint tightened (old events) maxLength 80 → 40',
    ],
    [
      'a bound is added',
      { ...shape, attempt: z.int().min(1) },
      `attempt: constraint tightened (old events) minimum ${Number.MIN_SAFE_INTEGER} → 1`,
    ],
    [
      'a pattern is added',
      { ...shape, orderId: z.string().max(80).regex(/^ord_/) },
      'orderId: constraint tightened (old events) pattern none → ^ord_',
    ],
    [
      'the items of a list change',
      { ...shape, lines: z.array(line.omit({ sku: true })) },
      'lines[].sku: property removed (old events)',
    ],
    [
      'the items of a list need more',
      { ...shape, lines: z.array(line.extend({ title: z.string() })) },
      'lines[].title: required property added (old events)',
    ],
    [
      'a list becomes one value',
      { ...shape, lines: line },
      'lines: type changed (old events) array → object',
    ],
  ])('%s', (_, members, change) => {
    expect(changes(members)).toContain(change)
  })

  it('is that there may no longer be nothing', () => {
    const before = schemaOf({ ...shape, attempt: z.int().nullable() })
    expect(breakingChanges(before, released)).toEqual([
      { ...attempt, rule: 'type changed', hurts: 'old events', detail: '2 alternatives → 1' },
    ])
  })

  it('is a keyword that is not understood', () => {
    const after = { ...released, patternProperties: { x: {} } }
    expect(breakingChanges(released, after)).toEqual([
      { property: '', rule: 'keyword changed', hurts: 'old events', detail: 'patternProperties' },
    ])
  })
})

describe('a change that replicas of the release before do not survive', () => {
  it.each<[string, z.ZodRawShape, string]>([
    [
      'a word is added',
      { ...shape, kind: z.enum(['low', 'out', 'oversold']) },
      'kind: word added (old readers) oversold',
    ],
    [
      'words become a free text',
      { ...shape, kind: z.string() },
      'kind: word added (old readers) any other',
    ],
    [
      'a required property is optional',
      { ...shape, attempt: z.int().optional() },
      'attempt: property became optional (old readers)',
    ],
    [
      'a type is widened',
      { ...shape, attempt: z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER) },
      'attempt: type widened (old readers) integer → number',
    ],
    [
      'a bound is loosened',
      { ...shape, lines: z.array(line.extend({ quantity: z.int().min(1).max(9999) })) },
      'lines[].quantity: constraint loosened (old readers) maximum 999 → 9999',
    ],
    [
      'there may be nothing',
      { ...shape, attempt: z.int().nullable() },
      'attempt: type widened (old readers) 1 alternatives → 2',
    ],
  ])('%s', (_, members, change) => {
    expect(changes(members)).toContain(change)
  })
})

describe('a change that breaks nobody', () => {
  it.each<[string, z.ZodRawShape]>([
    ['nothing', shape],
    ['an optional property is added', { ...shape, origin: z.string().optional() }],
    [
      'one is added to the items of a list',
      { ...shape, lines: z.array(line.extend({ title: z.string().optional() })) },
    ],
    ['a description', { ...shape, note: z.string().optional().describe('of the shopper') }],
    ['another order', Object.fromEntries(Object.entries(shape).toReversed())],
  ])('%s', (_, members) => {
    expect(changes(members)).toEqual([])
  })
})
