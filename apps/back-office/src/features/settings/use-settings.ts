import type {
  listSettings,
  listSettingsChanges,
  readSettings,
} from '@comptoir/contracts/admin/routes'
import type { SettingsChange } from '@comptoir/contracts/admin/schemas'
import type { SettingsNamespace } from '@comptoir/contracts/admin/settings'
import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../office.tsx'
import { usePages } from '../../ui/data-list/use-pages.ts'

export type Detail = AnswerOf<typeof readSettings>

const listKey = ['admin', 'ListSettings']
const detailKey = (namespace: SettingsNamespace) => ['admin', 'GetSettings', namespace]
const changesKey = (namespace: SettingsNamespace) => ['admin', 'ListSettingsChanges', namespace]

/** All concerns, for the way to them. */
export function useSettingsList() {
  const { call } = useApi()
  return useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => call<typeof listSettings>('GET /api/settings', { signal }),
  })
}

/** The settings of a concern; also to be read again at once. */
export function useSettings(namespace: SettingsNamespace) {
  const { call } = useApi()
  const queries = useQueryClient()
  const options = queryOptions({
    queryKey: detailKey(namespace),
    queryFn: ({ signal }) =>
      call<typeof readSettings>('GET /api/settings/{namespace}', { params: { namespace }, signal }),
  })
  const asked = useQuery(options)
  return {
    asked,
    readNow: () => queries.fetchQuery({ ...options, staleTime: 0 }),
    /** Shows what a change answered, and reads what else tells of it. */
    keep(answer: Detail): void {
      queries.setQueryData(detailKey(namespace), answer)
      void queries.invalidateQueries({ queryKey: listKey })
      void queries.invalidateQueries({ queryKey: changesKey(namespace) })
    },
  }
}

/** Who changed a concern, newest first. */
export function useSettingsChanges(namespace: SettingsNamespace) {
  const { call } = useApi()
  return usePages<SettingsChange>(changesKey(namespace), (page, signal) =>
    call<typeof listSettingsChanges>('GET /api/settings/{namespace}/changes', {
      ...{ params: { namespace }, query: { ...page, limit: 10 }, signal },
    }),
  )
}
