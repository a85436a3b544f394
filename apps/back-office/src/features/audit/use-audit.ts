import type { AuditEntry, listAuditEntries } from '@comptoir/contracts/admin/audit'
import { useApi } from '../../office.tsx'
import type { Found } from '../../ui/data-list/column.ts'
import { usePages } from '../../ui/data-list/use-pages.ts'
import { type AuditSearch, auditQuery } from './audit-search.ts'

/** The entries that an address finds, newest first, page after page. */
export function useAuditEntries(search: AuditSearch): Found<AuditEntry> {
  const { call } = useApi()
  const query = auditQuery(search)
  return usePages(['admin', 'ListAuditEntries', query], (page, signal) =>
    call<typeof listAuditEntries>('GET /api/audit', { query: { ...query, ...page }, signal }),
  )
}
