import type { replaceProduct } from '@comptoir/contracts/catalog/product-routes'
import type { ProductSummary, ProductView } from '@comptoir/contracts/catalog/schemas'
import type { readStock, setLowThreshold } from '@comptoir/contracts/inventory/routes'
import { CallError } from '@comptoir/site/call'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useSyncExternalStore } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { moneyText } from '../../../ui/fields/money-text.ts'
import { problemIn } from '../../../ui/problem.ts'
import { productKey, useKeepProduct, useProduct } from '../use-product.ts'
import { type RowChange, type RowTyped, reallyTyped, rowChange, rowFault } from './row-edit.ts'
import { createRowEdits, type RowEdits, type RowState } from './row-edits.ts'

const RowEditsContext = createContext<RowEdits>(createRowEdits())
export const RowEditsProvider = RowEditsContext.Provider
export const useRowEdits = () => useContext(RowEditsContext)

const stockKey = (sku: string) => ['inventory', 'GetStock', sku]

/** The threshold of the stock of a product with one variant, for who may set it. */
function useThreshold(sku: string | undefined) {
  const { call } = useApi()
  const { may } = usePermissions()
  return useQuery({
    queryKey: stockKey(sku ?? ''),
    queryFn: ({ signal }) =>
      call<typeof readStock>('GET /api/stock/{sku}', { params: { sku: sku ?? '' }, signal }),
    enabled: sku !== undefined && may('stock.write'),
    staleTime: 60_000,
  })
}

/** A row of the list that is changed in its place. */
export function useRow({ productId, skus }: ProductSummary) {
  const edits = useRowEdits()
  const locale = useLocale()
  const state = useSyncExternalStore(edits.subscribe, () => edits.of(productId))
  const sku = skus.length === 1 ? skus[0] : undefined
  const asked = useProduct(productId)
  const stock = useThreshold(sku)
  const product = asked.data
  const price = product?.variants[0]?.price.amount
  const low = stock.data?.lowThreshold
  const before: RowTyped = {
    ...(sku !== undefined && price !== undefined && { price: moneyText(price, 'EUR', locale) }),
    ...(product && { status: product.status }),
    ...(low !== undefined && { threshold: String(low) }),
  }
  const typed = reallyTyped(state.typed, before, locale)
  const save = useSaveRow(productId, { sku, product, state, typed })
  return {
    ...{ product, state, before, typed, save, isOne: sku !== undefined },
    type: (change: RowTyped) => edits.type(productId, change, product?.version),
    undo: () => edits.set(productId, undefined),
  }
}

type Row = {
  readonly sku: string | undefined
  readonly product: ProductView | undefined
  readonly state: RowState
  readonly typed: RowTyped
}

/** Saves a row: its product against the version that was seen, then the threshold. */
function useSaveRow(productId: string, { sku, product, state, typed }: Row): () => Promise<void> {
  const edits = useRowEdits()
  const locale = useLocale()
  const send = useSendRow(productId, sku)
  const queries = useQueryClient()

  async function fail(error: unknown): Promise<void> {
    const { code } = problemIn(error)
    if (code !== 'precondition_failed')
      return edits.set(productId, { ...edits.of(productId), result: { kind: 'refused', code } })
    await queries.refetchQueries({ queryKey: productKey(productId) })
    const now = queries.getQueryData<ProductView>(productKey(productId))
    // pressed again, it is saved over what is shown now
    const { typed: kept } = edits.of(productId)
    edits.set(productId, { typed: kept, version: now?.version, result: { kind: 'conflict' } })
  }

  return async () => {
    if (!product || state.result?.kind === 'saving') return
    if (Object.keys(typed).length === 0) return edits.set(productId, undefined)
    const field = rowFault(typed, locale)
    if (field) return edits.set(productId, { ...state, result: { kind: 'wrong', field } })
    edits.set(productId, { ...state, result: { kind: 'saving' } })
    const seen = { ...product, version: state.version ?? product.version }
    await send(rowChange(typed, product, locale), seen).then(
      () => edits.settle(productId, state.typed),
      fail,
    )
  }
}

function useSendRow(productId: string, sku: string | undefined) {
  const { call } = useApi()
  const queries = useQueryClient()
  const keep = useKeepProduct()
  return async ({ product, threshold }: RowChange, seen: ProductView): Promise<void> => {
    if (product) {
      const current = queries.getQueryData<ProductView>(productKey(productId))
      // what is sent is made of the product as it is known now: another version was not seen by who typed
      if (current && current.version !== seen.version)
        throw new CallError('ReplaceProduct', { status: 412, code: 'precondition_failed' })
      const headers = ifMatch(seen.version)
      const given = { params: { id: productId }, headers, body: product }
      keep(await call<typeof replaceProduct>('PUT /api/products/{id}', given))
    }
    if (threshold === undefined || sku === undefined) return
    const given = { params: { sku }, body: { lowThreshold: threshold } }
    const stock = await call<typeof setLowThreshold>('PUT /api/stock/{sku}/threshold', given)
    queries.setQueryData(stockKey(sku), stock)
  }
}
