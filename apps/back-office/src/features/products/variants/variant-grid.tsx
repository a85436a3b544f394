import type { ProductImage, ProductOption } from '@comptoir/contracts/catalog/schemas'
import type { FieldFault } from '@comptoir/site/call'
import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import { variantsEn, variantsFr } from '../../../messages/products/variants.ts'
import { useWords } from '../../../office.tsx'
import { RowCheckbox } from '../../../ui/native/row-checkbox.tsx'
import { Wide } from '../../../ui/wide.tsx'
import classes from '../products.module.css'
import { pasteColumns } from './paste.ts'
import { type LineProps, VariantLine } from './variant-line.tsx'
import type { VariantRow } from './variant-row.ts'

type Props = Pick<LineProps, 'onChange' | 'onPaste'> & {
  readonly rows: readonly VariantRow[]
  /** All rows in the order in which they are sent: a refusal names one by its place. */
  readonly order: readonly VariantRow[]
  readonly options: readonly ProductOption[]
  readonly images: readonly ProductImage[]
  readonly stock: readonly { readonly sku: string; readonly available: number }[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
  readonly faults: readonly FieldFault[]
}

/** Which fields of a row were refused, by the paths of the request. */
function wrongOf(faults: readonly FieldFault[], index: number): string {
  const own = `variants.${index}.`
  const names: Readonly<Record<string, string>> = {
    compareAtPrice: 'compareAt',
    weightGrams: 'weight',
  }
  const fields = faults.flatMap(({ field }) => {
    if (!field.startsWith(own)) return []
    const name = field.slice(own.length).split('.')[0] ?? ''
    return [names[name] ?? name]
  })
  return fields.join(',')
}

/** So many rows fill a screen. */
const drawnAtOnce = 15

/** How many rows are drawn: those of a screen at once, more after each paint. Two hundred at once let a click wait for a third of a second. */
function useDrawn(count: number): number {
  const [drawn, setDrawn] = useState(drawnAtOnce)
  useEffect(() => {
    const next = Math.max(drawnAtOnce, Math.min(count, drawn + drawnAtOnce))
    if (next === drawn) return
    const timer = setTimeout(() => startTransition(() => setDrawn(next)))
    return () => clearTimeout(timer)
  }, [count, drawn])
  return drawn
}

/** The variants as a sheet. */
export function VariantGrid({ rows, order, chosen, onChoose, ...props }: Props) {
  const texts = useWords({ fr: variantsFr, en: variantsEn })
  const latest = useRef(chosen)
  latest.current = chosen
  const choose = useCallback(
    (id: string) => {
      const next = new Set(latest.current)
      if (!next.delete(id)) next.add(id)
      onChoose(next)
    },
    [onChoose],
  )
  const available = new Map(props.stock.map(({ sku, available: n }) => [sku, n]))
  const drawn = useDrawn(rows.length)
  const places = new Map(order.map(({ id }, n) => [id, n]))
  return (
    <Wide label={texts.grid}>
      <table className={`${classes['table']} ${classes['grid']}`}>
        <caption className="unseen">{texts.grid}</caption>
        <Head {...{ rows, chosen, onChoose }} options={props.options} />
        <tbody>
          {rows.slice(0, drawn).map((row) => {
            const place = places.get(row.id) ?? 0
            return (
              <VariantLine
                key={row.id}
                row={row}
                number={place + 1}
                options={props.options}
                images={props.images}
                available={available.get(row.sku)}
                isChosen={chosen.has(row.id)}
                wrong={wrongOf(props.faults, place)}
                onChoose={choose}
                onChange={props.onChange}
                onPaste={props.onPaste}
              />
            )
          })}
        </tbody>
      </table>
    </Wide>
  )
}

type HeadProps = Pick<Props, 'rows' | 'chosen' | 'onChoose' | 'options'>

/** The box of all has three states: all that is shown, some of it, none. */
function Head({ rows, chosen, onChoose, options }: HeadProps) {
  const texts = useWords({ fr: variantsFr, en: variantsEn })
  const isAll = rows.length > 0 && rows.every(({ id }) => chosen.has(id))
  const names = options.length === 0 ? [texts.names.fr, texts.names.en] : []
  return (
    <thead>
      <tr>
        <th scope="col">
          <RowCheckbox
            label={texts.chooseAll}
            isChosen={isAll}
            isMixed={!isAll && chosen.size > 0}
            onClick={() => onChoose(new Set(isAll ? [] : rows.map(({ id }) => id)))}
          />
        </th>
        {[...names, ...options.map(({ name }) => name)].map((name, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name changes while it is typed, its place does not
          <th scope="col" key={n}>
            {name}
          </th>
        ))}
        {pasteColumns.map((column) => (
          <th scope="col" key={column}>
            {texts.columns[column]}
          </th>
        ))}
        <th scope="col">{texts.columns.picture}</th>
        <th scope="col" className={classes['amount']}>
          {texts.columns.available}
        </th>
      </tr>
    </thead>
  )
}
