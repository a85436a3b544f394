import { describe, expect, it } from 'vitest'
import { countMissing, strayRows } from './combinations.ts'
import { generateRows, skuOf } from './generate.ts'
import { newRow, type VariantRow } from './variant-row.ts'

const options = [
  { name: 'Couleur', values: ['Bleu ciel', 'Écru'] },
  { name: 'Taille', values: ['S', 'M', 'L'] },
]

function ids() {
  let n = 0
  return () => `row ${++n}`
}

describe('variants that are made of options', () => {
  it('take price and weight of the row that was there, which becomes the first', () => {
    const first: VariantRow = { ...newRow('first'), price: 1_200, weight: 300 }
    const rows = generateRows([first], options, { base: 'Bol', newId: ids() })
    expect(rows).toHaveLength(6)
    expect(rows[0]).toMatchObject({ id: 'first', sku: 'BOL-BLEU-CIEL-S', price: 1_200 })
    expect(rows[5]).toMatchObject({ sku: 'BOL-ECRU-L', price: 1_200, weight: 300 })
    expect(new Set(rows.map(({ id }) => id)).size).toBe(6)
  })

  it('leave rows that are there as they are, and add only what is missing', () => {
    const made = generateRows([newRow('first')], options, { base: 'bol', newId: ids() })
    const kept = made.filter(({ options: of }) => of['Taille'] !== 'M')
    const dear = kept.map((row): VariantRow => ({ ...row, price: 9_900 }))
    expect(countMissing(dear, options)).toBe(2)
    const again = generateRows(dear, options, { base: 'bol', newId: ids() })
    expect(again.map(({ price }) => price)).toEqual(Array.from({ length: 6 }, () => 9_900))
    expect(again.filter((row) => dear.includes(row))).toHaveLength(4)
  })

  it('never get a SKU twice', () => {
    const rows = generateRows(
      [{ ...newRow('a'), sku: 'BOL-S', options: { Taille: 'gone' } }],
      [{ name: 'Taille', values: ['S', 's!'] }],
      { base: 'bol', newId: ids() },
    )
    expect(rows.map(({ sku }) => sku)).toEqual(['BOL-S-2', 'BOL-S-3', 'BOL-S'])
    expect(strayRows(rows, [{ name: 'Taille', values: ['S', 's!'] }])).toHaveLength(1)
  })

  it('are none where there would be too many, and what is there stays', () => {
    const values = Array.from({ length: 100 }, (_, n) => `${n}`)
    const many = ['A', 'B', 'C', 'D'].map((name) => ({ name, values }))
    const rows = [newRow('first')]
    expect(generateRows(rows, many, { base: 'bol', newId: ids() })).toEqual(rows)
  })

  it('have a SKU that any system takes', () => {
    expect(skuOf('Théière n° 3', ['Bleu / vert'])).toBe('THEIERE-N-3-BLEU-VERT')
    expect(skuOf('x'.repeat(80), ['S']).length).toBeLessThanOrEqual(60)
  })
})
