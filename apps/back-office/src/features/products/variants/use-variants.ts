import type { ProductOption } from '@comptoir/contracts/catalog/schemas'
import { limits } from '@comptoir/contracts/limits'
import { useMemo, useRef } from 'react'
import { useLocale } from '../../../office.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import type { ProductValues } from '../product/product-values.ts'
import { strayRows } from './combinations.ts'
import { generateRows } from './generate.ts'
import { type PasteColumn, pasted } from './paste.ts'
import { newRow, rowChanged, type VariantRow } from './variant-row.ts'

type Now = {
  readonly form: Form<ProductValues>
  /** The rows that are shown, in their order. */
  readonly shown: readonly string[]
  readonly locale: 'fr' | 'en'
}

const newId = () => crypto.randomUUID()

const withoutKey = (of: Readonly<Record<string, string>>, name: string) =>
  Object.fromEntries(Object.entries(of).filter(([key]) => key !== name))

/** Ways to change the variants of a form. They stay the same, so that only what is typed in is drawn again. */
export function useVariants(form: Form<ProductValues>, shown: readonly string[]) {
  const locale = useLocale()
  const latest = useRef<Now>({ form, shown, locale })
  latest.current = { form, shown, locale }
  return useMemo(
    () => ({
      ...rowChanges(() => latest.current),
      ...optionChanges(() => latest.current.form),
    }),
    [],
  )
}

function rowChanges(now: () => Now) {
  function update(rule: (rows: readonly VariantRow[]) => readonly VariantRow[]): void {
    const { form } = now()
    form.set('variants', rule(form.values.variants))
  }
  return {
    change: (id: string, part: Partial<VariantRow>) =>
      update((rows) => rows.map((row) => (row.id === id ? rowChanged(row, part) : row))),
    paste(fromRow: string, fromColumn: PasteColumn, text: string): void {
      const { shown, locale } = now()
      update((rows) => pasted(rows, text, { shown, fromRow, fromColumn, locale }))
    },
    /** Changes the rows that are chosen. */
    changeAll: (ids: ReadonlySet<string>, part: Partial<VariantRow>) =>
      update((rows) => rows.map((row) => (ids.has(row.id) ? rowChanged(row, part) : row))),
    remove: (ids: ReadonlySet<string>) => update((rows) => rows.filter(({ id }) => !ids.has(id))),
    add: () => update((rows) => [...rows, newRow(newId())].slice(0, limits.variants)),
    generate(): void {
      const { variants, options, title } = now().form.values
      const base = variants.find(({ sku }) => sku !== '')?.sku || title.fr || title.en || 'sku'
      update((rows) => generateRows(rows, options, { base, newId }))
    },
    removeStray(): void {
      const { variants, options } = now().form.values
      const stray = new Set(strayRows(variants, options))
      update((rows) => rows.filter((row) => !stray.has(row)))
    },
  }
}

/** Options and what variants have of them change together. */
function optionChanges(now: () => Form<ProductValues>) {
  return {
    setOptions: (next: readonly ProductOption[]) => now().set('options', next),
    renameOption(index: number, to: string): void {
      const { variants, options } = now().values
      const from = options[index]?.name ?? ''
      // while two have one name, nobody knows whose values these are
      const isClear = options.every(({ name }, n) => n === index || (name !== from && name !== to))
      now().change({
        options: options.map((one, n) => (n === index ? { ...one, name: to } : one)),
        variants: isClear ? variants.map((row) => renamed(row, from, to)) : variants,
      })
    },
    removeOption(name: string): void {
      const { variants, options } = now().values
      now().change({
        options: options.filter((one) => one.name !== name),
        variants: variants.map((row) => ({ ...row, options: withoutKey(row.options, name) })),
      })
    },
  }
}

function renamed(row: VariantRow, from: string, to: string): VariantRow {
  const value = row.options[from]
  if (value === undefined) return row
  return { ...row, options: { ...withoutKey(row.options, from), [to]: value } }
}
