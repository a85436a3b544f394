import type { ProductStatus, ProductSummary } from '@comptoir/contracts/catalog/schemas'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { problemText } from '../../../messages/messages.ts'
import { type ProductsTexts, productsEn, productsFr } from '../../../messages/products/products.ts'
import { useLocale, useMessages, useWords } from '../../../office.tsx'
import { titleOf } from '../list/product-columns.tsx'
import { nextStatuses } from '../product-tones.ts'
import classes from '../products.module.css'
import type { RowResult } from './row-edits.ts'
import { useRow } from './use-row.ts'

type Props = { readonly product: ProductSummary }
type Row = ReturnType<typeof useRow>

/** Enter saves the row, Escape takes back what was typed; Tab moves by itself. */
const keysOf =
  ({ save, undo }: Row) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    if (event.key === 'Enter') void save()
    else undo()
  }

const isWrong = ({ result }: Row['state'], field: string) =>
  result?.kind === 'wrong' && result.field === field

/** The price of a product with one variant; that of several is changed at the product. */
export function PriceCell({ product }: Props) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const locale = useLocale()
  const row = useRow(product)
  const { productId, skus } = product
  if (!row.isOne) {
    return (
      <Link to="/products/$productId/$tab" params={{ productId, tab: 'variants' }} search={true}>
        {texts.manyPrices(skus.length)}
      </Link>
    )
  }
  return (
    <input
      className={classes['cell']}
      data-amount
      data-changed={row.typed.price !== undefined || undefined}
      aria-invalid={isWrong(row.state, 'price')}
      aria-label={texts.cellOf(texts.columns.price, titleOf(product, locale).text)}
      inputMode="decimal"
      readOnly={row.product === undefined}
      value={row.state.typed.price ?? row.before.price ?? ''}
      onChange={({ currentTarget }) => row.type({ price: currentTarget.value })}
      onKeyDown={keysOf(row)}
    />
  )
}

export function StatusCell({ product }: Props) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const locale = useLocale()
  const row = useRow(product)
  const saved = row.product?.status ?? product.status
  return (
    <select
      className={classes['cell']}
      data-changed={row.typed.status !== undefined || undefined}
      aria-label={texts.cellOf(texts.columns.status, titleOf(product, locale).text)}
      disabled={row.product === undefined}
      value={row.state.typed.status ?? saved}
      // a click in the row would open the product
      onClick={(event) => event.stopPropagation()}
      onChange={({ currentTarget }) => row.type({ status: currentTarget.value as ProductStatus })}
      onKeyDown={keysOf(row)}
    >
      {nextStatuses[saved].map((status) => (
        <option key={status} value={status}>
          {texts.statuses[status]}
        </option>
      ))}
    </select>
  )
}

export function ThresholdCell({ product }: Props) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const locale = useLocale()
  const row = useRow(product)
  if (!row.isOne || row.before.threshold === undefined) return <span aria-hidden>–</span>
  return (
    <input
      className={classes['cell']}
      data-amount
      data-changed={row.typed.threshold !== undefined || undefined}
      aria-invalid={isWrong(row.state, 'threshold')}
      aria-label={texts.cellOf(texts.columns.threshold, titleOf(product, locale).text)}
      inputMode="numeric"
      value={row.state.typed.threshold ?? row.before.threshold}
      onChange={({ currentTarget }) => row.type({ threshold: currentTarget.value })}
      onKeyDown={keysOf(row)}
    />
  )
}

/** What became of the row, and the same as the keys by buttons. */
export function ResultCell({ product }: Props) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const messages = useMessages()
  const { frame } = messages
  const locale = useLocale()
  const row = useRow(product)
  const { result } = row.state
  const isChanged = Object.keys(row.typed).length > 0
  const name = titleOf(product, locale).text
  const refusal = (code: string) => problemText(messages, code)
  return (
    <span className={classes['result']} data-tone={toneOf(result)}>
      {isChanged ? (
        <>
          <Button
            size="xs"
            loading={result?.kind === 'saving'}
            aria-label={texts.saveRow(name)}
            onClick={() => void row.save()}
          >
            {frame.save}
          </Button>
          <Button size="xs" variant="default" aria-label={texts.undoRow(name)} onClick={row.undo}>
            {texts.undoAction}
          </Button>
        </>
      ) : null}
      <span role="status">{resultText(result, texts, refusal)}</span>
    </span>
  )
}

function toneOf(result: RowResult | undefined): 'good' | 'bad' | undefined {
  if (result === undefined || result.kind === 'saving') return undefined
  return result.kind === 'saved' ? 'good' : 'bad'
}

function resultText(
  result: RowResult | undefined,
  texts: ProductsTexts,
  refusal: (code: string) => string,
): string {
  if (result === undefined || result.kind === 'saving') return ''
  if (result.kind === 'wrong') return texts.rowWrong[result.field]
  return result.kind === 'refused' ? refusal(result.code) : texts.rowResults[result.kind]
}
