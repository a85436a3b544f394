import { describe, expect, it } from 'vitest'
import { combinationsOf, countCombinations, countMissing, strayRows } from './combinations.ts'
import { newRow, type VariantRow } from './variant-row.ts'

const options = [
  { name: 'Couleur', values: ['Bleu ciel', 'Écru'] },
  { name: 'Taille', values: ['S', 'M', 'L'] },
]
const numbered = (count: number) => Array.from({ length: count }, (_, n) => `${n}`)
const rowOf = (of: VariantRow['options'], id = JSON.stringify(of)): VariantRow => ({
  ...newRow(id),
  options: of,
})

describe('combinations of options', () => {
  it('are all there are, the last option changing first', () => {
    expect(combinationsOf(options).map((one) => Object.values(one).join(' '))).toEqual([
      ...['Bleu ciel S', 'Bleu ciel M', 'Bleu ciel L', 'Écru S', 'Écru M', 'Écru L'],
    ])
    expect(countCombinations(options)).toBe(6)
  })

  it.each([
    ['without options', []],
    ['without values', [{ name: 'Taille', values: [] }]],
    ['without a name', [...options, { name: ' ', values: ['x'] }]],
    ['of two options with one name', [...options, { name: 'Taille', values: ['x'] }]],
  ])('are none %s', (_, wanted) => {
    expect(countCombinations(wanted)).toBe(0)
    expect(combinationsOf(wanted)).toEqual([])
    expect(strayRows([rowOf({ Taille: 'S' })], wanted)).toEqual([])
  })

  it('are counted and never built where a product would have too many', () => {
    const many = ['A', 'B', 'C', 'D'].map((name) => ({ name, values: numbered(100) }))
    const rows = [rowOf({ A: '1', B: '2', C: '3', D: '4' }), rowOf({ A: 'gone' })]
    const begunAt = performance.now()
    expect(countCombinations(many)).toBe(100_000_000)
    expect(combinationsOf(many)).toEqual([])
    expect(countMissing(rows, many)).toBe(99_999_999)
    expect(strayRows(rows, many)).toEqual([rows[1]])
    // building them takes minutes, if memory lasts
    expect(performance.now() - begunAt).toBeLessThan(1_000)
  })

  it('are built up to the most that a product may have', () => {
    const twoHundred = [
      { name: 'A', values: numbered(20) },
      { name: 'B', values: numbered(10) },
    ]
    expect(combinationsOf(twoHundred)).toHaveLength(200)
    expect(combinationsOf([...twoHundred, { name: 'C', values: ['x', 'y'] }])).toEqual([])
  })

  it('are missing where no row has them; rows that are alike count once', () => {
    const rows = [
      rowOf({ Couleur: 'Écru', Taille: 'S' }, 'one'),
      rowOf({ Couleur: 'Écru', Taille: 'S' }, 'other'),
      rowOf({ Couleur: 'Écru' }),
      rowOf({ Couleur: 'Noir', Taille: 'S' }),
    ]
    expect(countMissing(rows, options)).toBe(5)
    expect(strayRows(rows, options)).toEqual(rows.slice(2))
  })
})
