import type { ProductChange } from '@comptoir/contracts/catalog/product-change-routes'
import type { ProductStatus, ProductVisibility } from '@comptoir/contracts/catalog/schemas'
import { readMoney } from '../../../ui/fields/money-text.ts'

export const changeKinds = [
  ...(['price', 'status', 'visibility', 'categories', 'brand'] as const),
  ...(['tax_class', 'attributes'] as const),
]
export type ChangeKind = (typeof changeKinds)[number]

/** What somebody fills in for a change of many products. */
export type ChangeWish = {
  readonly kind: ChangeKind
  readonly direction: 'down' | 'up'
  readonly unit: 'percent' | 'amount'
  readonly by: string
  /** The cents that prices end with; empty: as they come. */
  readonly ending: string
  readonly showFormer: boolean
  readonly status: ProductStatus
  readonly visibility: ProductVisibility
  readonly addCategory: string
  readonly removeCategory: string
  readonly brand: string
  readonly taxClass: string
  readonly attribute: string
  readonly attributeValue: string
}

export const noWish: ChangeWish = {
  ...{ kind: 'price', direction: 'down', unit: 'percent', by: '', ending: '', showFormer: false },
  ...{ status: 'active', visibility: 'listed', addCategory: '', removeCategory: '' },
  ...{ brand: '', taxClass: '', attribute: '', attributeValue: '' },
}

/** A change as it is sent, or the field that says nothing that can be sent. */
export type ReadWish =
  | { readonly change: ProductChange; readonly wrong?: undefined }
  | { readonly wrong: keyof ChangeWish; readonly change?: undefined }

/** Reads what was filled in. */
export function readWish(wish: ChangeWish, locale: 'fr' | 'en'): ReadWish {
  switch (wish.kind) {
    case 'price':
      return priceOf(wish, locale)
    case 'status':
      return { change: { kind: 'status', status: wish.status } }
    case 'visibility':
      return { change: { kind: 'visibility', visibility: wish.visibility } }
    case 'categories':
      return categoriesOf(wish)
    case 'brand':
      return filled(wish, 'brand', (brand) => ({ kind: 'brand', brand }))
    case 'tax_class':
      return filled(wish, 'taxClass', (taxClass) => ({ kind: 'tax_class', taxClass }))
    case 'attributes':
      return attributesOf(wish)
  }
}

function filled(
  wish: ChangeWish,
  field: 'brand' | 'taxClass',
  toChange: (text: string) => ProductChange,
): ReadWish {
  const text = wish[field].trim()
  return text === '' ? { wrong: field } : { change: toChange(text) }
}

const highestRiseBps = 100_000
const deepestCutBps = 9_000

function priceOf(wish: ChangeWish, locale: 'fr' | 'en'): ReadWish {
  const { direction, unit, by, showFormer } = wish
  // an amount and a share are both written with two decimals at most: hundredths
  const hundredths = readMoney(by, 'EUR', locale) ?? 0
  const ending = endingIn(wish.ending)
  const most = direction === 'down' ? deepestCutBps : highestRiseBps
  if (hundredths <= 0 || (unit === 'percent' && hundredths > most)) return { wrong: 'by' }
  if (ending === 'none') return { wrong: 'ending' }
  const step = direction === 'down' ? -hundredths : hundredths
  return {
    change: {
      ...{ kind: 'price', showFormer: showFormer && direction === 'down' },
      ...(unit === 'percent' ? { byBps: step } : { byAmount: step }),
      ...(ending !== undefined && { ending }),
    },
  }
}

/** The cents that prices end with; nothing when they end as they come. */
function endingIn(text: string): number | 'none' | undefined {
  if (text.trim() === '') return undefined
  return /^\d{1,2}$/.test(text.trim()) ? Number(text) : 'none'
}

function categoriesOf({ addCategory, removeCategory }: ChangeWish): ReadWish {
  const [add, remove] = [addCategory, removeCategory].map((id) => (id === '' ? [] : [id]))
  if (addCategory === removeCategory) return { wrong: 'addCategory' }
  return { change: { kind: 'categories', add: add ?? [], remove: remove ?? [] } }
}

/** A name with a value is set, one without is taken away. */
function attributesOf({ attribute, attributeValue }: ChangeWish): ReadWish {
  const [name, value] = [attribute.trim(), attributeValue.trim()]
  if (!/^[A-Za-z][A-Za-z0-9_]{0,59}$/.test(name)) return { wrong: 'attribute' }
  if (value === '') return { change: { kind: 'attributes', set: {}, remove: [name] } }
  return { change: { kind: 'attributes', set: { [name]: attributeValueOf(value) }, remove: [] } }
}

/** A number or yes and no where the text says so, to the letter: `007` and `1.10` are codes. They are filtered as such. */
export function attributeValueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  const isNumber = /^-?\d+(\.\d+)?$/.test(text) && String(Number(text)) === text
  return isNumber ? Number(text) : text
}
