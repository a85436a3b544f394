import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/data-list/data-list.module.css'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { ListViews } from '../../../ui/data-list/list-views.tsx'
import { SearchField } from '../../../ui/data-list/search-field.tsx'
import { mostChosen } from '../hand-over/hand-over-search.ts'
import { PrintLabels } from '../labels/print-labels.tsx'
import { ShipmentSections } from '../section-nav.tsx'
import { useShipmentTexts } from '../shipment-texts.ts'
import { shipmentColumns, usualColumns } from './shipment-columns.tsx'
import { readShipmentSearch, type ShipmentSearch, stageNames } from './shipment-search.ts'
import { useShipments } from './use-shipments.ts'

const route = getRouteApi('/shipments')

/** The shipments by what has to be done next, with the one that is open on top. */
export function ShipmentsPage() {
  return <ListStack>{(isOn) => <ShipmentList isOn={isOn} />}</ListStack>
}

function ShipmentList({ isOn }: { readonly isOn: boolean }) {
  const texts = useShipmentTexts()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const columns = useMemo(() => shipmentColumns(texts, locale), [texts, locale])
  const found = useShipments(search)
  const go = (next: ShipmentSearch, replace = false) =>
    void navigate({ to: '/shipments', search: given(next), replace })
  const presets = [
    { text: texts.presets.all, filter: {} },
    ...stageNames.map((stage) => ({ text: texts.presets[stage], filter: { stage } })),
  ]
  return (
    <DataList<Shipment>
      title={texts.title}
      name="shipments"
      columns={columns}
      usual={usualColumns}
      rowId={({ shipmentId }) => shipmentId}
      rowName={({ orderNumber }) => orderNumber}
      found={found}
      search={search}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ shipmentId }) =>
        void navigate({ to: '/shipments/$shipmentId', params: { shipmentId }, search: true })
      }
      isOn={isOn}
      field={field}
      views={
        <>
          <ShipmentSections />
          <ListViews
            list="shipments"
            usual={usualColumns}
            read={readShipmentSearch}
            {...{ search, go, presets }}
          />
        </>
      }
      filters={
        <>
          <SearchField
            field={field}
            value={search.q ?? ''}
            onSearch={(q) => go({ ...search, q: q || undefined }, true)}
          />
          <span className={classes['hint']}>{texts.searchHint}</span>
        </>
      }
      bulk={(rows) => <Bulk rows={rows} />}
    />
  )
}

/** What is done with all shipments that are chosen; goods on their way back to the shop leave elsewhere. */
function Bulk({ rows }: { readonly rows: readonly Shipment[] }) {
  const texts = useShipmentTexts()
  const navigate = route.useNavigate()
  const { may } = usePermissions()
  if (!may('shipments.write')) return null
  const isTooMany = rows.length > mostChosen
  const only = rows.map(({ shipmentId }) => shipmentId).join(',')
  return (
    <>
      <PrintLabels shipments={rows} />
      <Button
        size="xs"
        disabled={isTooMany}
        onClick={() => void navigate({ to: '/shipments/hand-over', search: { only } })}
      >
        {texts.toHandOver}
      </Button>
      {isTooMany ? <span role="status">{texts.handOver.tooMany(mostChosen)}</span> : null}
    </>
  )
}
