import type { AuditEntry } from '@comptoir/contracts/admin/audit'
import { lookUp } from '@comptoir/contracts/look-up'
import { getRouteApi } from '@tanstack/react-router'
import { auditEn, auditFr } from '../../messages/audit.ts'
import { useLocale, useMessages, useWords } from '../../office.tsx'
import { Chips } from '../../ui/data-list/chips.tsx'
import { DataList } from '../../ui/data-list/data-list.tsx'
import { given } from '../../ui/data-list/list-search.ts'
import { ListViews } from '../../ui/data-list/list-views.tsx'
import { SidePanel } from '../../ui/detail/side-panel.tsx'
import { auditColumns, usualColumns } from './audit-columns.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { type AuditFilter, type AuditSearch, filterNames, readAuditSearch } from './audit-search.ts'
import { AuditTabs } from './audit-tabs.tsx'
import { EntryFacts } from './entry-facts.tsx'
import { useAuditEntries } from './use-audit.ts'

const route = getRouteApi('/audit')

/** What staff changed, in any service: who, what, when and why. An entry is opened beside the list. */
export function AuditPage() {
  const texts = useWords({ fr: auditFr, en: auditEn })
  const { list } = useMessages()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = useAuditEntries(search)
  const go = (next: AuditSearch) => void navigate({ to: '/audit', search: given(next) })
  const { columns, density, entry: opened } = search
  const narrow = (filter: AuditFilter) => go({ columns, density, ...filter })
  const close = () => go({ ...search, entry: undefined })
  const entry = found.rows.find(({ entryId }) => entryId === opened)
  return (
    <>
      <DataList<AuditEntry>
        title={texts.title}
        name="audit"
        columns={auditColumns(texts, locale, (entryId) => go({ ...search, entry: entryId }))}
        usual={usualColumns}
        rowId={({ entryId }) => entryId}
        rowName={({ action }) => `${action.operation} ${action.object.id}`}
        found={found}
        search={search}
        onSearch={(change) => go({ ...search, ...change, view: undefined })}
        onOpen={({ entryId }) => go({ ...search, entry: entryId })}
        isOn={opened === undefined}
        views={
          <>
            <AuditTabs />
            <ListViews<AuditSearch>
              list="audit"
              usual={usualColumns}
              read={readAuditSearch}
              // an entry is open beside the list, and no part of a view
              search={{ ...search, entry: undefined }}
              go={go}
              presets={[{ text: list.everything, filter: {} }]}
            />
          </>
        }
        filters={
          <>
            <AuditFilters key={JSON.stringify(search)} search={search} onFilter={narrow} />
            <Chips
              chips={filterNames.flatMap((name) => {
                const value = search[name]
                const text = list.filterIs(lookUp(texts.filters, name) ?? name, value ?? '')
                return value === undefined ? [] : [{ name, text }]
              })}
              onRemove={(name) => go({ ...search, [name]: undefined, view: undefined })}
              onClear={() => narrow({})}
            />
          </>
        }
      />
      <SidePanel
        title={entry ? texts.entry(entry.action.operation) : texts.title}
        isOpen={opened !== undefined}
        onClose={close}
      >
        {entry ? <EntryFacts entry={entry} onFilter={narrow} /> : null}
        {!entry && found.state === 'ready' ? <p>{texts.notShown}</p> : null}
      </SidePanel>
    </>
  )
}
