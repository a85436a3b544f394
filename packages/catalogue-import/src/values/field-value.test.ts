import { describe, expect, it } from 'vitest'
import { parseMapping } from '../mapping.ts'
import type { Field } from '../mapping-fields.ts'
import { readAmount, readField } from './field-value.ts'

const field = (spec: object): Field => parseMapping({ ...smallest, sku: spec }).sku
const smallest = {
  currency: { code: 'SAR', rate: '0.25', date: '2026-11-20', source: 'test' },
  externalId: 'id',
  sku: 'id',
  title: { en: 'name' },
  price: { field: 'price', number: { decimal: ',' } },
  categories: { field: 'category', language: 'en' },
  defaults: { taxClass: 'standard', weightGrams: 1, stock: 1 },
}
const sar = { exponent: 2, currency: 'SAR' }
const value = (spec: object, row: Record<string, string>) => readField(field(spec), row)

describe('a value of a line', () => {
  it('has its runs of spaces made one', () => {
    expect(value({ column: 'a' }, { a: ' Bar table,          51x51\u00a0cm ' })).toBe(
      'Bar table, 51x51 cm',
    )
  })

  it('is nothing when it is empty, or a text that means so', () => {
    const spec = { column: 'a', empty: ['No old price'] }
    expect([value(spec, { a: '  ' }), value(spec, { a: 'No old price' })]).toEqual([
      undefined,
      undefined,
    ])
  })

  it('gets its lost zeros and its prefix back', () => {
    expect(value({ column: 'a', pad: 8, prefix: 'x-' }, { a: '368814' })).toBe('x-00368814')
  })

  it('is the part that is asked for, without what other columns say', () => {
    const spec = { column: 'link', extract: '/p/(.+?)(?:-s?\\d+)?/?$', without: ['name', 'about'] }
    const row = {
      link: 'https://shop.example/p/aepple-bar-table-in-outdoor-black-90420332/',
      name: 'ÆPPLE',
      about: 'Bar table, in/outdoor',
    }
    expect(value(spec, row)).toBe('aepple black')
  })

  it('is kept only when it matches, or does not', () => {
    const row = { a: '504.689.53 A small chair' }
    expect(value({ column: 'a', unless: '^\\d{3}\\.' }, row)).toBeUndefined()
    expect(value({ column: 'a', when: '^\\d{3}\\.', strip: '^[\\d.]+ ' }, row)).toBe(
      'A small chair',
    )
  })

  it('is said in other words, and nothing when there are none for it', () => {
    const spec = { column: 'a', values: { TRUE: '25' } }
    expect([value(spec, { a: 'TRUE' }), value(spec, { a: 'maybe' })]).toEqual(['25', undefined])
  })
})

describe('an amount', () => {
  const former = {
    column: 'old',
    empty: ['No old price'],
    unless: '/\\d+ pack$',
    extract: '^SR ([\\d,.]+)$',
  }
  const amount = (old: string) =>
    readAmount({ field: field(former), number: { decimal: '.', group: ',' } }, { old }, sar)

  it('reads "SR 2,375" as two thousand three hundred and seventy-five', () => {
    expect(amount('SR 2,375')).toMatchObject({ minor: 237_500 })
  })

  it('reads "SR 7", and leaves packs and "No old price" out', () => {
    expect(amount('SR 7')).toMatchObject({ minor: 700 })
    expect([amount('SR 175/2 pack'), amount('No old price')]).toEqual([undefined, undefined])
  })

  it('says what cannot be read', () => {
    expect(amount('SR 2,37')).toEqual({ problem: '"2,37" is not an amount' })
  })

  it('reads a decimal comma', () => {
    const price = { field: field({ column: 'price' }), number: { decimal: ',' as const } }
    expect(readAmount(price, { price: '265,5' }, sar)).toMatchObject({ minor: 26_550 })
  })
})
