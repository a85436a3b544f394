import type { importTariffs, readTariffs } from '@comptoir/contracts/shipping/tariff-routes'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../../../office.tsx'
import { useDraft } from '../../../../ui/draft.ts'
import { useTariffsChanged } from '../use-tariffs.ts'

const operation = 'POST /api/shipping-tariffs/import'

/** A table of tariffs, what it would change, and the way to apply just that. */
export function useTariffImport() {
  const { call } = useApi()
  const changed = useTariffsChanged()
  const [table, setTable] = useDraft('tariff import')
  const previewing = useMutation({
    mutationFn: () => call<typeof importTariffs>(operation, { body: { table, preview: true } }),
  })
  const result = previewing.data
  const changes = (result?.tariffs ?? []).filter(({ action }) => action !== 'same')
  const applying = useMutation({
    async mutationFn(reason: string) {
      const version = result && { version: result.version }
      const why = reason !== '' && { reason }
      await call<typeof importTariffs>(operation, { body: { table, ...version, ...why } })
      return changes.length
    },
    async onSuccess() {
      setTable('')
      previewing.reset()
      changed(await call<typeof readTariffs>('GET /api/shipping-tariffs', { query: {} }))
    },
  })
  function write(text: string): void {
    setTable(text)
    // what was previewed is another table
    previewing.reset()
    applying.reset()
  }
  return { table, write, previewing, applying, result, changes }
}
