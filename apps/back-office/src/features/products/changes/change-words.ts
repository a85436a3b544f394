import type {
  ProductChange,
  ProductChangeJob,
} from '@comptoir/contracts/catalog/product-change-routes'
import { formatMoney } from '@comptoir/site/money'
import { formatRate } from '@comptoir/site/rate'
import type { Locale } from '../../../messages/messages.ts'
import type { ProductsTexts } from '../../../messages/products/products.ts'
import type { JobState } from '../../../ui/job-progress.tsx'

type Words = {
  readonly texts: ProductsTexts
  readonly locale: Locale
  readonly categoryName: (categoryId: string) => string
}

/** A change in words: `Prix : −10 %, fins en ,90`. */
export function changeText(change: ProductChange, words: Words): string {
  const { texts } = words
  const { kinds, is } = texts.bulk
  const kind = kinds[change.kind]
  switch (change.kind) {
    case 'price':
      return is(kind, priceText(change, words))
    case 'status':
      return is(kind, texts.statuses[change.status])
    case 'visibility':
      return is(kind, texts.visibilities[change.visibility])
    case 'brand':
      return is(kind, change.brand)
    case 'tax_class':
      return is(kind, change.taxClass)
    case 'categories':
      return is(kind, signed(change.add, change.remove, words.categoryName))
    case 'attributes':
      return is(
        kind,
        signed(
          Object.entries(change.set).map(([name, value]) => `${name} = ${String(value)}`),
          change.remove,
          String,
        ),
      )
  }
}

const signed = (
  add: readonly string[],
  remove: readonly string[],
  nameOf: (one: string) => string,
): string =>
  [...add.map((one) => `+ ${nameOf(one)}`), ...remove.map((one) => `− ${nameOf(one)}`)].join(', ')

type PriceChange = Extract<ProductChange, { readonly kind: 'price' }>

function priceText({ byBps, byAmount = 0, ending }: PriceChange, { texts, locale }: Words): string {
  const sign = (byBps ?? byAmount) < 0 ? '−' : '+'
  const step =
    byBps === undefined
      ? formatMoney({ amount: Math.abs(byAmount), currency: 'EUR' }, locale)
      : formatRate(Math.abs(byBps), locale)
  const said = `${sign}${step}`
  return ending === undefined ? said : texts.bulk.endingIn(said, String(ending).padStart(2, '0'))
}

/** A state of a change as the progress of any job has it. */
export const jobStates: Readonly<Record<ProductChangeJob['status'], JobState>> = {
  ...{ running: 'running', paused: 'paused', done: 'done' },
  ...{ cancelled: 'cancelled', undoing: 'running', undone: 'done' },
}

/** Whether something still goes on. */
export const isMoving = ({ status }: Pick<ProductChangeJob, 'status'>): boolean =>
  status === 'running' || status === 'undoing'
