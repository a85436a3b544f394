import { describe, expect, it } from 'vitest'
import { cellsOf, isSheet, pasted } from './paste.ts'
import { newRow, rowChanged, rowFaults, rowsWith } from './variant-row.ts'

const rows = ['a', 'b', 'c'].map((id) => ({ ...newRow(id), sku: id.toUpperCase(), price: 100 }))
const shown = rows.map(({ id }) => id)

describe('what is pasted from a sheet', () => {
  it('is lines of cells, without the empty line at its end', () => {
    expect(cellsOf('A\t1\r\nB\t2\r\n')).toEqual([
      ['A', '1'],
      ['B', '2'],
    ])
    expect(isSheet('A\t1')).toBe(true)
    expect(isSheet('12,50\n')).toBe(false)
  })

  it('fills cells to the right and down, in the columns of the grid', () => {
    const [a, b, c] = pasted(rows, '12,50\t15,00\t400\n9\t\t250', {
      ...{ shown, fromRow: 'b', fromColumn: 'price', locale: 'fr' },
    })
    expect(a).toBe(rows[0])
    expect(b).toMatchObject({ sku: 'B', price: 1_250, compareAt: 1_500, weight: 400 })
    expect(c).toMatchObject({ price: 900, compareAt: null, weight: 250 })
  })

  it('leaves out lines below the last row, and rows that are not shown', () => {
    const [a, b, c] = pasted(rows, '1\n2\n3\n4', {
      ...{ shown: ['a', 'c'], fromRow: 'a', fromColumn: 'price', locale: 'fr' },
    })
    expect([a?.price, b?.price, c?.price]).toEqual([100, 100, 200])
  })

  it('is no amount where it is none, to be seen in the grid', () => {
    const [a] = pasted(rows, 'dear', {
      ...{ shown, fromRow: 'a', fromColumn: 'price', locale: 'fr' },
    })
    expect(a).toMatchObject({ price: null, unread: { price: 'dear' } })
  })
})

describe('a number that cannot be read', () => {
  const where = { shown, fromRow: 'a', fromColumn: 'price', locale: 'fr' } as const

  it('is sent as nothing else: the row says where it is', () => {
    const [a] = pasted(rows, '12,50\tabout 15\t250 g', where)
    const whole = { ...newRow('b'), price: 100, weight: 0 }
    expect(rowFaults(a ? [whole, a] : [])).toMatchObject([
      { field: 'variants.1.compareAtPrice', code: 'invalid_format' },
      { field: 'variants.1.weightGrams', code: 'invalid_format' },
    ])
  })

  it('is missing where nothing is, but for a former price', () => {
    expect(rowFaults([newRow('a')]).map(({ field, code }) => `${field} ${code}`)).toEqual([
      'variants.0.price missing',
      'variants.0.weightGrams missing',
    ])
  })

  it('is forgotten with another value of its column only', () => {
    const [a = newRow('')] = pasted(rows, '12,50\tabout 15\t250 g', where)
    const light = rowChanged(a, { weight: 250 })
    expect(light).toMatchObject({ weight: 250, unread: { compareAt: 'about 15' } })
    expect(rowChanged(light, { compareAt: null })).toEqual({
      ...rows[0],
      price: 1_250,
      weight: 250,
    })
  })
})

describe('the filter of the grid', () => {
  it('finds rows by words in SKU, name and options', () => {
    const named = [
      { ...newRow('1'), sku: 'BOL-S', options: { Taille: 'S', Couleur: 'Bleu' } },
      { ...newRow('2'), sku: 'BOL-M', options: { Taille: 'M', Couleur: 'Bleu' } },
    ]
    expect(rowsWith(named, 'bleu bol-m').map(({ id }) => id)).toEqual(['2'])
    expect(rowsWith(named, ' ')).toBe(named)
  })
})
