import type { importStock } from '@comptoir/contracts/inventory/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../../office.tsx'
import { batchesOf, type ImportItem } from './stock-table.ts'

export type ImportWish = { readonly items: readonly ImportItem[]; readonly overwrite: boolean }

const nothing = { done: 0, created: 0, changed: 0, unchanged: 0 }

/** Imports portion after portion; what was done stays done when one fails, and repeating it changes nothing. */
export function useStockImport() {
  const { call } = useApi()
  const queries = useQueryClient()
  const [progress, setProgress] = useState(nothing)
  const running = useMutation({
    async mutationFn({ items, overwrite }: ImportWish) {
      const counts = { ...nothing }
      setProgress(nothing)
      for (const batch of batchesOf(items)) {
        const body = { items: [...batch], overwrite }
        const answer = await call<typeof importStock>('PUT /api/stock', { body, timeoutMs: 60_000 })
        for (const { outcome } of answer.items) counts[outcome] += 1
        counts.done += batch.length
        setProgress({ ...counts })
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['inventory'] }),
  })
  return { running, progress }
}
