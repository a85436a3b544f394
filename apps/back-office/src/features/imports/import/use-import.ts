import type {
  cancelProductImport,
  checkProductImport,
  listProductImports,
  ProductImport,
  pauseProductImport,
  readProductImport,
  resumeProductImport,
  runProductImport,
} from '@comptoir/contracts/catalog/product-import-routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { isAtWork } from '../import-status.ts'

/** All lists of imports begin with this in the cache. */
export const importsKey = ['catalog', 'ListProductImports']

/** All that is known of an import begins with this in the cache. */
export const importKey = (importId: string) => ['catalog', 'GetProductImport', importId]

const freshMs = 1_000

/** An import; while it is checked or written, it is read each second. */
export function useImport(importId: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: importKey(importId),
    queryFn: ({ signal }) =>
      call<typeof readProductImport>('GET /api/product-imports/{importId}', {
        params: { importId },
        signal,
      }),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? freshMs : false),
  })
}

/** Shows an import as an answer has it, and has the lists read again. */
export function useKeepImport(): (job: ProductImport) => void {
  const queries = useQueryClient()
  return (job) => {
    queries.setQueryData(importKey(job.importId), job)
    void queries.invalidateQueries({ queryKey: importsKey })
  }
}

export type ImportAction = 'check' | 'run' | 'pause' | 'resume' | 'cancel'

/** What can be done with an import. Each is safe to repeat: an import that is there already stays. */
export function useImportActions(importId: string) {
  const { call } = useApi()
  const keep = useKeepImport()
  const queries = useQueryClient()
  const given = { params: { importId } }
  const acts = {
    check: () =>
      call<typeof checkProductImport>('POST /api/product-imports/{importId}/check', given),
    run: () => call<typeof runProductImport>('POST /api/product-imports/{importId}/run', given),
    pause: () =>
      call<typeof pauseProductImport>('POST /api/product-imports/{importId}/pause', given),
    resume: () =>
      call<typeof resumeProductImport>('POST /api/product-imports/{importId}/resume', given),
    cancel: () =>
      call<typeof cancelProductImport>('POST /api/product-imports/{importId}/cancel', given),
  }
  return useMutation({
    mutationFn: (action: ImportAction) => acts[action](),
    onSuccess: keep,
    // it went on meanwhile, maybe: what it is now is shown
    onError: () => queries.invalidateQueries({ queryKey: importKey(importId) }),
  })
}

const lookedThrough = 100

/** An earlier import of the same file that came to its end, among the last hundred. */
export function useSameFile({ importId, sha256, createdAt }: ProductImport) {
  const { call } = useApi()
  const { data } = useQuery({
    queryKey: [...importsKey, 'same file'],
    queryFn: ({ signal }) =>
      call<typeof listProductImports>('GET /api/product-imports', {
        query: { limit: lookedThrough },
        signal,
      }),
  })
  return data?.items.find(
    (one) =>
      one.importId !== importId &&
      one.sha256 === sha256 &&
      one.status === 'done' &&
      one.createdAt < createdAt,
  )
}
