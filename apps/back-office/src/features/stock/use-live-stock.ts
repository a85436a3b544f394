import type { StockChange } from '@comptoir/contracts/inventory/stock-stream'
import { useState } from 'react'
import { useLive } from '../../api/use-live.ts'

/** As many as a stream follows. */
const mostSkus = 30

/** What the stream says of the first of these SKUs; of none, there is no stream. */
export function useLiveStock(skus: readonly string[]) {
  const [changes, setChanges] = useState<ReadonlyMap<string, StockChange>>(new Map())
  const followed = skus.slice(0, mostSkus).toSorted()
  const query = new URLSearchParams(followed.map((sku) => ['sku', sku]))
  const path = followed.length > 0 ? `/api/stock/events?${query}` : undefined
  const { isLive } = useLive(path, ({ data }) => {
    const change = JSON.parse(data) as StockChange
    setChanges((known) => new Map(known).set(change.sku, change))
  })
  return { changes, isLive }
}
