import type { PriceListView } from '@comptoir/contracts/catalog/price-list-schemas'
import { readText } from '@comptoir/site/localized'
import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/data-list/data-list.module.css'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { PriceSections } from '../price-sections.tsx'
import { usePriceWords } from '../use-price-words.ts'
import { priceListColumns, usualColumns } from './price-list-columns.tsx'
import { type PriceListSearch, priceListStatuses } from './price-list-search.ts'
import { usePriceLists } from './use-price-lists.ts'

const route = getRouteApi('/prices/lists')

/** The price lists, and the one that is open on top of them. */
export const PriceListsPage = () => <ListStack>{(isOn) => <PriceLists isOn={isOn} />}</ListStack>

function PriceLists({ isOn }: { readonly isOn: boolean }) {
  const texts = usePriceWords()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = usePriceLists(search.status)
  const columns = useMemo(() => priceListColumns(texts, locale), [texts, locale])
  const go = (next: PriceListSearch) => void navigate({ to: '/prices/lists', search: given(next) })
  return (
    <DataList<PriceListView>
      title={texts.title}
      name="price-lists"
      columns={columns}
      usual={usualColumns}
      rowId={({ priceListId }) => priceListId}
      rowName={({ name }) => readText(name, locale).text}
      found={found}
      search={search}
      onSearch={(change) => go({ ...search, ...change })}
      onOpen={({ priceListId }) =>
        void navigate({ to: '/prices/lists/$priceListId', params: { priceListId }, search: true })
      }
      isOn={isOn}
      views={<Views search={search} go={go} />}
      filters={<Create />}
    />
  )
}

type ViewsProps = {
  readonly search: PriceListSearch
  readonly go: (next: PriceListSearch) => void
}

/** The other pages of prices, and the states that are shown. */
function Views({ search, go }: ViewsProps) {
  const texts = usePriceWords()
  return (
    <>
      <PriceSections />
      {[undefined, ...priceListStatuses].map((status) => (
        <button
          key={status ?? 'all'}
          type="button"
          className={classes['view']}
          aria-pressed={search.status === status}
          onClick={() => go({ ...search, status })}
        >
          {status ? texts.statuses[status] : texts.all}
        </button>
      ))}
    </>
  )
}

function Create() {
  const texts = usePriceWords()
  const { may } = usePermissions()
  if (!may('prices.write')) return null
  return (
    <Button
      component={Link}
      to="/prices/lists/_new"
      search={true}
      leftSection={<Plus size={16} aria-hidden />}
    >
      {texts.create}
    </Button>
  )
}
