import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import { getRouteApi } from '@tanstack/react-router'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { LiveDot } from '../../../ui/live/live-dot.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { liveItem } from '../live-item.ts'
import { levelTones, useStockTexts } from '../stock-texts.ts'
import { useLiveStock } from '../use-live-stock.ts'
import { useStockItem } from '../use-stock-item.ts'
import { CountForm } from './count-form.tsx'
import { Holders } from './holders.tsx'
import { MovementForm } from './movement-form.tsx'
import { Movements } from './movements.tsx'
import { ThresholdForm } from './threshold-form.tsx'

const route = getRouteApi('/stock/items/$sku')

/** The stock of one SKU: how much, who holds it, what moved it, and the ways to move it. */
export function ItemPage() {
  const { sku } = route.useParams()
  const texts = useStockTexts()
  const asked = useStockItem(sku)
  const { changes, isLive } = useLiveStock([sku])
  const now = (item: StockItem | null) => item && liveItem(item, changes.get(sku))
  return (
    <DetailPage
      key={sku}
      asked={asked}
      back={<BackLink to="/stock" text={texts.back} />}
      title={() => texts.heading(sku)}
      head={(item) => <Head item={now(item)} isLive={isLive} />}
    >
      {(item) => <Item sku={sku} item={now(item)} />}
    </DetailPage>
  )
}

type HeadProps = { readonly item: StockItem | null; readonly isLive: boolean }

function Head({ item, isLive }: HeadProps) {
  const { levels } = useStockTexts()
  if (!item) return null
  return (
    <>
      <StatusBadge text={levels[item.level]} tone={levelTones[item.level]} />
      <LiveDot isLive={isLive} />
    </>
  )
}

type ItemProps = { readonly sku: string; readonly item: StockItem | null }

function Item({ sku, item }: ItemProps) {
  const texts = useStockTexts()
  const { may } = usePermissions()
  if (!item) {
    return (
      <>
        <p>{texts.unknownItem}</p>
        {may('stock.write') ? <CountForm sku={sku} /> : null}
      </>
    )
  }
  return (
    <div className={classes['columns']}>
      <div>
        <Figures item={item} />
        {may('stock.write') ? <MovementForm sku={sku} /> : null}
        <Movements sku={sku} />
      </div>
      <div>
        {may('stock.write') ? (
          <>
            <CountForm sku={sku} item={item} />
            <ThresholdForm item={item} />
          </>
        ) : null}
        <Holders sku={sku} />
      </div>
    </div>
  )
}

function Figures({ item }: { readonly item: StockItem }) {
  const { columns } = useStockTexts()
  const locale = useLocale()
  const shown = (n: number | undefined) => n?.toLocaleString(locale)
  return (
    <Facts
      rows={[
        [columns.available, shown(item.available)],
        [columns.onHand, shown(item.onHand)],
        [columns.reserved, shown(item.reserved)],
        [columns.lowThreshold, shown(item.lowThreshold)],
      ]}
    />
  )
}
