import type { ProductOption } from '@comptoir/contracts/catalog/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import type { Options } from '../mapping-fields.ts'
import type { Row } from '../reading/source.ts'
import { readList, splitList, tidy } from '../values/field-value.ts'

/** An option of a variant; without a value it is left open. */
export type Choice = { readonly name: string; readonly value: string | undefined }

const most = 50

/** The choices that a line names; what it leaves empty is named by the product's first line. */
export function readChoices(
  spec: Options,
  row: Row,
  head: Row,
): { choices: Choice[] } | { problem: string } {
  return 'names' in spec ? readLists(spec, row, head) : readColumns(spec, row, head)
}

type ByLists = Extract<Options, { names: unknown }>
type ByColumns = Exclude<Options, ByLists>

function readLists({ names, values }: ByLists, row: Row, head: Row) {
  const own = readList(names, row)
  const known = own.length > 0 ? own : readList(names, head)
  const chosen = readList(values, row)
  if (known.length !== chosen.length) {
    return { problem: `it has ${known.length} options and ${chosen.length} values of them` }
  }
  return { choices: known.map((name, at) => ({ name, value: chosen[at] })) }
}

function readColumns(spec: ByColumns, row: Row, head: Row) {
  const choices: Choice[] = []
  for (const column of numbered(spec, head)) {
    const name = text(row, column.name) || text(head, column.name)
    const value = valueIn(text(row, column.value), spec)
    if (name === '' && value !== '') {
      return { problem: `"${value}" is the value of an option without a name` }
    }
    if (name !== '' && !isNone(spec, name, value)) choices.push({ name, value: value || undefined })
  }
  return { choices }
}

function valueIn(written: string, spec: ByColumns): string {
  if (!isList(spec)) return written
  return splitList(written, spec.values?.separator ?? ',')[0] ?? ''
}

/** Values of the variants and of the product stand in one column. */
const isList = ({ value, values }: ByColumns): boolean => values?.column === value

function isNone({ none }: ByColumns, name: string, value: string): boolean {
  return none !== undefined && name === none.name && value === none.value
}

/** The columns of each number, as far as the file has them. */
function numbered({ name, value, values }: ByColumns, row: Row) {
  const at = (column: string, n: number) => column.replace('{n}', String(n))
  return Array.from({ length: most }, (_, index) => ({
    name: at(name, index + 1),
    value: at(value, index + 1),
    values: values && at(values.column, index + 1),
  })).filter((columns) => Object.hasOwn(row, columns.name) && Object.hasOwn(row, columns.value))
}

const text = (row: Row, column: string): string => tidy(lookUp(row, column) ?? '')

/** Names and all values that a line lists by columns: of options in order, or of facts. */
export function readNamedLists(spec: Options, row: Row): ProductOption[] {
  if ('names' in spec) return []
  const { values } = spec
  return numbered(spec, row).flatMap((columns) => {
    const name = text(row, columns.name)
    const listed = splitList(text(row, columns.values ?? columns.value), values?.separator ?? ',')
    const known = [...new Set(listed.filter((value) => value !== ''))]
    return name === '' || known.length === 0 ? [] : [{ name, values: known }]
  })
}

/**
 * The options of a product: in the order of its variants, values as the product lists them first, then as the variants
 * have them. A variant's value is written as the product writes it.
 */
export function optionsOfVariants(
  variants: readonly (readonly Choice[])[],
  listed: readonly ProductOption[],
): { options: ProductOption[]; chosen: Record<string, string>[] } {
  const names = [...new Set(variants.flatMap((choices) => choices.map(({ name }) => name)))]
  const orders = new Map(
    names.map((name) => [name, [...(listed.find((one) => one.name === name)?.values ?? [])]]),
  )
  const spell = (name: string, value: string) => {
    const known = orders.get(name) ?? []
    const found = known.find((one) => one.toLowerCase() === value.toLowerCase())
    if (found === undefined) known.push(value)
    return found ?? value
  }
  const chosen = variants.map((choices) =>
    Object.fromEntries(
      choices.flatMap(({ name, value }) =>
        value === undefined ? [] : [[name, spell(name, value)]],
      ),
    ),
  )
  return { options: names.map((name) => ({ name, values: orders.get(name) ?? [] })), chosen }
}
