import { describe, expect, it } from 'vitest'
import { batchesOf, cellsOf, readStockTable } from './stock-table.ts'

describe('a table of stock', () => {
  it.each([
    'sku;on_hand;low_threshold\nA;12;3\nB;0;',
    '\uFEFFSKU,On hand,Low threshold\r\nA,12,3\r\n"B",0,\r\n',
    'low_threshold\tsku\ton_hand\n3\tA\t12\n\tB\t0\n',
  ])('is read whatever the spreadsheet wrote: %j', (text) => {
    expect(readStockTable(text)).toEqual({
      items: [
        { sku: 'A', onHand: 12, lowThreshold: 3 },
        { sku: 'B', onHand: 0 },
      ],
      faults: [],
    })
  })

  it('names each bad line, and keeps the good ones', () => {
    const text = 'sku;on_hand;low_threshold\nA;1;\n;2;\nC;-1;\nD;1;x\nA;5;\n\nE;1000001;\nF;7;1'
    expect(readStockTable(text)).toEqual({
      items: [
        { sku: 'A', onHand: 1 },
        { sku: 'F', onHand: 7, lowThreshold: 1 },
      ],
      faults: [
        { line: 3, fault: 'sku' },
        { line: 4, fault: 'onHand' },
        { line: 5, fault: 'lowThreshold' },
        { line: 6, fault: 'twice' },
        { line: 8, fault: 'onHand' },
      ],
    })
  })

  it('needs its header, and nothing is nothing', () => {
    expect(readStockTable('A;12').faults).toEqual([{ line: 1, fault: 'header' }])
    expect(readStockTable(' \n')).toEqual({ items: [], faults: [] })
  })

  it('is sent in portions', () => {
    const items = Array.from({ length: 401 }, (_, n) => ({ sku: `S${n}`, onHand: n }))
    expect(batchesOf(items).map(({ length }) => length)).toEqual([200, 200, 1])
    expect(batchesOf([])).toEqual([])
  })
})

describe('a cell', () => {
  it('may be quoted', () => {
    expect(cellsOf('"a;b";"c ""d""";e', ';')).toEqual(['a;b', 'c "d"', 'e'])
    expect(cellsOf('', ';')).toEqual([''])
    expect(cellsOf('a;', ';')).toEqual(['a', ''])
  })
})
