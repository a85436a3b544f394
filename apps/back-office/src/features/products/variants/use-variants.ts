import type { ProductOption } from '@comptoir/contracts/catalog/schemas'
import { useCallback, useRef } from 'react'
import { useLocale } from '../../../office.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import type { ProductValues } from '../product/product-values.ts'
import { generateRows, strayRows } from './generate.ts'
import { type PasteColumn, pasted } from './paste.ts'
import { mostVariants, newRow, rowChanged, type VariantRow } from './variant-row.ts'

const newId = () => crypto.randomUUID()

const withoutKey = (of: Readonly<Record<string, string>>, name: string) =>
  Object.fromEntries(Object.entries(of).filter(([key]) => key !== name))

/** Ways to change the variants of a form. What lines are given stays the same, so that only the one that is typed in is drawn. */
export function useVariants(form: Form<ProductValues>, shown: readonly string[]) {
  const locale = useLocale()
  const latest = useRef({ form, shown, locale })
  latest.current = { form, shown, locale }

  const update = useCallback((rule: (rows: readonly VariantRow[]) => readonly VariantRow[]) => {
    const { form: now } = latest.current
    now.set('variants', rule(now.values.variants))
  }, [])
  const change = useCallback(
    (id: string, part: Partial<VariantRow>) =>
      update((rows) => rows.map((row) => (row.id === id ? rowChanged(row, part) : row))),
    [update],
  )
  const paste = useCallback(
    (fromRow: string, fromColumn: PasteColumn, text: string) => {
      const { shown: order, locale: language } = latest.current
      const where = { shown: order, fromRow, fromColumn, locale: language }
      update((rows) => pasted(rows, text, where))
    },
    [update],
  )
  const { variants, options, title } = form.values
  const base = variants.find(({ sku }) => sku !== '')?.sku || title.fr || title.en || 'sku'
  return {
    ...{ change, paste },
    /** Changes the rows that are chosen. */
    changeAll: (ids: ReadonlySet<string>, part: Partial<VariantRow>) =>
      update((rows) => rows.map((row) => (ids.has(row.id) ? rowChanged(row, part) : row))),
    remove: (ids: ReadonlySet<string>) => update((rows) => rows.filter(({ id }) => !ids.has(id))),
    add: () => update((rows) => [...rows, newRow(newId())].slice(0, mostVariants)),
    generate: () => update((rows) => generateRows(rows, options, { base, newId })),
    removeStray() {
      const stray = new Set(strayRows(variants, options))
      update((rows) => rows.filter((row) => !stray.has(row)))
    },
    ...optionChanges(form),
  }
}

/** Options and what variants have of them change together. */
function optionChanges(form: Form<ProductValues>) {
  const { variants, options } = form.values
  return {
    setOptions: (next: readonly ProductOption[]) => form.set('options', next),
    renameOption(index: number, to: string): void {
      const from = options[index]?.name ?? ''
      // while two have one name, nobody knows whose values these are
      const isClear = options.every(({ name }, n) => n === index || (name !== from && name !== to))
      form.change({
        options: options.map((one, n) => (n === index ? { ...one, name: to } : one)),
        variants: isClear ? variants.map((row) => renamed(row, from, to)) : variants,
      })
    },
    removeOption: (name: string) =>
      form.change({
        options: options.filter((one) => one.name !== name),
        variants: variants.map((row) => ({ ...row, options: withoutKey(row.options, name) })),
      }),
  }
}

function renamed(row: VariantRow, from: string, to: string): VariantRow {
  const value = row.options[from]
  if (value === undefined) return row
  return { ...row, options: { ...withoutKey(row.options, from), [to]: value } }
}
