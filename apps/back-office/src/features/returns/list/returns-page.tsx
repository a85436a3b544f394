import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useLocale } from '../../../office.tsx'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { ListViews } from '../../../ui/data-list/list-views.tsx'
import { useReturnTexts } from '../return-texts.ts'
import { ReturnSections } from '../section-nav.tsx'
import { returnColumns, usualColumns } from './return-columns.tsx'
import { type ReturnSearch, readReturnSearch, stageNames } from './return-search.ts'
import { useReturns } from './use-returns.ts'

const route = getRouteApi('/returns')

/** The returns by what has to be done next, with the one that is open on top. */
export function ReturnsPage() {
  return <ListStack>{(isOn) => <ReturnList isOn={isOn} />}</ListStack>
}

function ReturnList({ isOn }: { readonly isOn: boolean }) {
  const texts = useReturnTexts()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const columns = useMemo(() => returnColumns(texts, locale), [texts, locale])
  const found = useReturns(search)
  const go = (next: ReturnSearch) => void navigate({ to: '/returns', search: given(next) })
  const presets = [
    { text: texts.presets.all, filter: {} },
    ...stageNames.map((stage) => ({ text: texts.presets[stage], filter: { stage } })),
  ]
  return (
    <DataList<Return>
      title={texts.title}
      name="returns"
      columns={columns}
      usual={usualColumns}
      rowId={({ returnId }) => returnId}
      rowName={({ orderNumber }) => orderNumber}
      found={found}
      search={search}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ returnId }) =>
        void navigate({ to: '/returns/$returnId', params: { returnId }, search: true })
      }
      isOn={isOn}
      views={
        <>
          <ReturnSections />
          <ListViews
            list="returns"
            usual={usualColumns}
            read={readReturnSearch}
            {...{ search, go, presets }}
          />
        </>
      }
      filters={null}
    />
  )
}
