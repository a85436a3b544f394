import type { Promotion } from '@comptoir/contracts/promotions/promotion'
import type { listPromotions } from '@comptoir/contracts/promotions/routes'
import { readText } from '@comptoir/site/localized'
import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useApi, useLocale, useMessages } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { ListViews } from '../../../ui/data-list/list-views.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { usePromotionWords } from '../use-promotion-words.ts'
import { promotionColumns, usualColumns } from './promotion-columns.tsx'
import { type PromotionSearch, promotionStatuses, readPromotionSearch } from './promotion-search.ts'

const route = getRouteApi('/promotions')

/** The promotions, and the one that is open on top of them. */
export const PromotionsPage = () => <ListStack>{(isOn) => <PromotionList isOn={isOn} />}</ListStack>

function PromotionList({ isOn }: { readonly isOn: boolean }) {
  const { call } = useApi()
  const { frame } = useMessages()
  const words = usePromotionWords()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = given({ status: search.status })
  const found = usePages(['promotions', 'ListPromotions', query], (page, signal) =>
    call<typeof listPromotions>('GET /api/promotions', { query: { ...query, ...page }, signal }),
  )
  const columns = useMemo(() => promotionColumns(words, locale), [words, locale])
  const go = (next: PromotionSearch) => void navigate({ to: '/promotions', search: given(next) })
  const open = (promotionId: string) => {
    const params = { promotionId, tab: 'rule' }
    void navigate({ to: '/promotions/$promotionId/$tab', params, search: true })
  }
  return (
    <DataList<Promotion>
      title={frame.pages.promotions}
      name="promotions"
      {...{ columns, usual: usualColumns, found, search, isOn }}
      rowId={({ promotionId }) => promotionId}
      rowName={({ name }) => readText(name, locale).text}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ promotionId }) => open(promotionId)}
      views={<Views search={search} go={go} />}
      filters={<NewLink />}
    />
  )
}

type ViewProps = {
  readonly search: PromotionSearch
  readonly go: (next: PromotionSearch) => void
}

function Views({ search, go }: ViewProps) {
  const { presets } = usePromotionWords()
  return (
    <ListViews<PromotionSearch>
      list="promotions"
      {...{ search, go, read: readPromotionSearch, usual: usualColumns }}
      presets={[
        { text: presets.all, filter: {} },
        ...promotionStatuses.map((status) => ({ text: presets[status], filter: { status } })),
      ]}
    />
  )
}

function NewLink() {
  const { make } = usePromotionWords()
  const { may } = usePermissions()
  if (!may('promotions.write')) return null
  return (
    <Button component={Link} to="/promotions/new" search={true}>
      {make}
    </Button>
  )
}
