import type { ProductOption } from '@comptoir/contracts/catalog/schemas'
import type { LocalizedText } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'

type Optioned = {
  readonly sku: string
  readonly name?: LocalizedText | undefined
  readonly options: Readonly<Record<string, string>>
}

/** The options that variants name, and their values, each in the order in which it first stands. */
export function optionsOf(variants: readonly Optioned[]): ProductOption[] {
  const values = new Map<string, Set<string>>()
  for (const { options } of variants) {
    for (const [name, value] of Object.entries(options)) {
      const known = values.get(name) ?? new Set()
      values.set(name, known.add(value))
    }
  }
  return [...values].map(([name, known]) => ({ name, values: [...known] }))
}

/**
 * Why these variants do not fit these options: each has one of the values of every option, and no two have the same.
 * Variants without options are told apart by their names.
 */
export function optionProblem(
  options: readonly ProductOption[],
  variants: readonly Optioned[],
): { field: string; message: string } | undefined {
  const repeated = repeatedIn(options)
  if (repeated) return { field: 'options', message: `"${repeated}" stands twice` }
  for (const variant of variants) {
    const misfit = misfitOf(variant, options)
    if (misfit) return { field: 'variants.options', message: `${variant.sku}: ${misfit}` }
  }
  const twins = twinsIn(variants, options)
  if (!twins) return undefined
  const message = `${twins.join(' and ')} have the same options: nothing tells them apart`
  return { field: 'variants.options', message }
}

function repeatedIn(options: readonly ProductOption[]): string | undefined {
  const lists = [options.map(({ name }) => name), ...options.map(({ values }) => values)]
  return lists.flatMap((list) => {
    const plain = list.map(plainText)
    return list.filter((_, at) => plain.indexOf(plain[at] ?? '') < at)
  })[0]
}

function misfitOf({ options: chosen }: Optioned, options: readonly ProductOption[]) {
  for (const { name, values } of options) {
    const value = lookUp(chosen, name)
    if (value === undefined) return `it has no value of the option "${name}"`
    if (!values.includes(value)) return `"${value}" is not a value of the option "${name}"`
  }
  const unknown = Object.keys(chosen).find((name) => !options.some((known) => known.name === name))
  return unknown === undefined ? undefined : `the product has no option "${unknown}"`
}

function twinsIn(
  variants: readonly Optioned[],
  options: readonly ProductOption[],
): [string, string] | undefined {
  const seen = new Map<string, string>()
  for (const { sku, name, options: chosen } of variants) {
    const combination = options.map((option) => plainText(lookUp(chosen, option.name) ?? ''))
    const key = JSON.stringify(options.length > 0 ? combination : [name?.fr, name?.en])
    const twin = seen.get(key)
    if (twin !== undefined) return [twin, sku]
    seen.set(key, sku)
  }
  return undefined
}

/** `S ` and `s` are one value to a shopper. */
const plainText = (text: string): string => text.trim().toLowerCase()
