import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { Chips } from '../../../ui/data-list/chips.tsx'
import classes from '../../../ui/data-list/data-list.module.css'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { ListViews, shownAs } from '../../../ui/data-list/list-views.tsx'
import { LiveDot } from '../../../ui/live/live-dot.tsx'
import { liveItem } from '../live-item.ts'
import { StockSections } from '../section-nav.tsx'
import { useStockTexts } from '../stock-texts.ts'
import { useLiveStock } from '../use-live-stock.ts'
import { SkuSearch } from './sku-search.tsx'
import { stockColumns, usualColumns } from './stock-columns.tsx'
import { levels, readStockSearch, type StockSearch } from './stock-search.ts'
import { useStock } from './use-stock.ts'

const route = getRouteApi('/stock')

/** The stock by SKU, with what is open on top of it. */
export function StockPage() {
  return <ListStack>{(isOn) => <StockList isOn={isOn} />}</ListStack>
}

/** What is left of each SKU, live; one stream a page, so none while an item lies on top. */
function StockList({ isOn }: { readonly isOn: boolean }) {
  const texts = useStockTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const columns = useMemo(() => stockColumns(texts), [texts])
  const read = useStock(search)
  const { changes, isLive } = useLiveStock(isOn ? read.rows.map(({ sku }) => sku) : [])
  const found = { ...read, rows: read.rows.map((item) => liveItem(item, changes.get(item.sku))) }
  const go = (next: StockSearch) => void navigate({ to: '/stock', search: given(next) })
  const presets = [
    { text: texts.presets.all, filter: {} },
    ...levels.map((level) => ({ text: texts.presets[level], filter: { level } })),
  ]
  return (
    <DataList<StockItem>
      title={texts.title}
      name="stock"
      columns={columns}
      usual={usualColumns}
      rowId={({ sku }) => sku}
      rowName={({ sku }) => sku}
      found={found}
      search={search}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ sku }) =>
        void navigate({ to: '/stock/items/$sku', params: { sku }, search: true })
      }
      isOn={isOn}
      field={field}
      views={
        <>
          <StockSections />
          <ListViews
            list="stock"
            usual={usualColumns}
            read={readStockSearch}
            {...{ search, go, presets }}
          />
        </>
      }
      filters={
        <>
          <SkuSearch
            field={field}
            onFind={(sku) => go({ ...shownAs(search), ...given({ sku }) })}
          />
          <Chips
            chips={search.sku ? [{ name: 'sku', text: texts.filterSku(search.sku) }] : []}
            onRemove={() => go({ ...search, sku: undefined })}
            onClear={() => go(shownAs(search))}
          />
          <span className={classes['hint']}>
            {texts.live} <LiveDot isLive={isLive} />
          </span>
        </>
      }
    />
  )
}
