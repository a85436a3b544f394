import type {
  listProductImports,
  ProductImport,
} from '@comptoir/contracts/catalog/product-import-routes'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useApi } from '../../../office.tsx'
import type { Found } from '../../../ui/data-list/column.ts'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { importsKey } from '../import/use-import.ts'
import { isAtWork } from '../import-status.ts'

const freshMs = 2_000

/** The imports, newest first; while one is at work, they are read again and again. */
export function useImports(): Found<ProductImport> {
  const { call } = useApi()
  const queries = useQueryClient()
  const found = usePages([...importsKey, 'pages'], (query, signal) =>
    call<typeof listProductImports>('GET /api/product-imports', { query, signal }),
  )
  const isAnyAtWork = found.rows.some(isAtWork)
  useEffect(() => {
    if (!isAnyAtWork) return
    const read = () => void queries.invalidateQueries({ queryKey: importsKey })
    const timer = setInterval(read, freshMs)
    return () => clearInterval(timer)
  }, [isAnyAtWork, queries])
  return found
}
