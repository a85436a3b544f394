import { skuIn } from '../list/stock-search.ts'

/** What a line of a table says of a SKU. */
export type ImportItem = {
  readonly sku: string
  readonly onHand: number
  readonly lowThreshold?: number
}
export type ImportFault = 'header' | 'sku' | 'onHand' | 'lowThreshold' | 'twice'
export type LineFault = { readonly line: number; readonly fault: ImportFault }
export type StockTable = {
  readonly items: readonly ImportItem[]
  readonly faults: readonly LineFault[]
}

/** Items of one request at most. */
export const batchSize = 200

const mostStock = 1_000_000

/** The cells of a line of a CSV file (RFC 4180, without breaks inside of cells). */
export function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = []
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}]*))(${separator}|$)`, 'y')
  for (let isOver = false; !isOver; ) {
    const found = cell.exec(line)
    if (!found) return [...cells, line.slice(cell.lastIndex)]
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim())
    isOver = found[3] === ''
  }
  return cells
}

/** What the header has most of. */
function separatorOf(header: string): string {
  const count = (one: string) => header.split(one).length
  return [';', ',', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ';'
}

type Columns = { readonly sku: number; readonly onHand: number; readonly lowThreshold: number }

function columnsOf(cells: readonly string[]): Columns | undefined {
  const names = cells.map((name) => name.toLowerCase().replaceAll(/[^a-z]/g, ''))
  const at = (...known: readonly string[]) => names.findIndex((name) => known.includes(name))
  const sku = at('sku', 'reference')
  const onHand = at('onhand', 'quantity', 'stock')
  if (sku === -1 || onHand === -1) return undefined
  return { sku, onHand, lowThreshold: at('lowthreshold', 'threshold') }
}

const figure = (text: string | undefined) => {
  const isWhole = text !== undefined && /^\d{1,7}$/.test(text)
  return isWhole && Number(text) <= mostStock ? Number(text) : undefined
}

function itemOf(cells: readonly string[], columns: Columns): ImportItem | ImportFault {
  const sku = skuIn(cells[columns.sku])
  const onHand = figure(cells[columns.onHand])
  const threshold = columns.lowThreshold === -1 ? '' : (cells[columns.lowThreshold] ?? '')
  const lowThreshold = figure(threshold)
  if (sku === undefined) return 'sku'
  if (onHand === undefined) return 'onHand'
  if (threshold === '') return { sku, onHand }
  return lowThreshold === undefined ? 'lowThreshold' : { sku, onHand, lowThreshold }
}

const isEmpty = (line: string) => line.trim() === ''

/**
 * Reads a table of stock: what each good line says, and what is wrong with the others, by their number in the file.
 * @example readStockTable('sku;on_hand\nLAMP;12')
 */
export function readStockTable(table: string): StockTable {
  const [header = '', ...lines] = table.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  if ([header, ...lines].every(isEmpty)) return { items: [], faults: [] }
  const separator = separatorOf(header)
  const columns = columnsOf(cellsOf(header, separator))
  if (!columns) return { items: [], faults: [{ line: 1, fault: 'header' }] }
  const items = new Map<string, ImportItem>()
  const faults: LineFault[] = []
  // the header is line 1
  const numbered = lines.map((text, index) => ({ text, line: index + 2 }))
  for (const { text, line } of numbered.filter(({ text }) => !isEmpty(text))) {
    const item = itemOf(cellsOf(text, separator), columns)
    if (typeof item === 'string') faults.push({ line, fault: item })
    else if (items.has(item.sku)) faults.push({ line, fault: 'twice' })
    else items.set(item.sku, item)
  }
  return { items: [...items.values()], faults }
}

/** The items in the portions that one request takes. */
export function batchesOf(items: readonly ImportItem[]): readonly (readonly ImportItem[])[] {
  const count = Math.ceil(items.length / batchSize)
  return Array.from({ length: count }, (_, n) => items.slice(n * batchSize, (n + 1) * batchSize))
}
