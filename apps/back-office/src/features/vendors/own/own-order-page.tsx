import type { VendorOrder } from '@comptoir/contracts/orders/vendors/routes'
import { countryName } from '@comptoir/site/country-name'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { formatRate } from '@comptoir/site/rate'
import { getRouteApi } from '@tanstack/react-router'
import { ordersEn, ordersFr } from '../../../messages/orders/orders.ts'
import { useLocale, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { addressLines } from '../../../ui/detail/address-lines.ts'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import own from '../vendor/vendor.module.css'
import { useVendorOrderWords } from '../vendor-words.ts'
import { useVendorOrder } from './use-vendor-orders.ts'

const route = getRouteApi('/my-shop/orders/$orderId')

/** The part of an order that a vendor sells: its lines, its parcels, and where they go. */
export function OwnOrderPage() {
  const { orderId } = route.useParams()
  const { vendorId } = usePermissions()
  return vendorId === undefined ? null : (
    <OwnOrder key={orderId} vendorId={vendorId} orderId={orderId} />
  )
}

type Props = { readonly vendorId: string; readonly orderId: string }

function OwnOrder({ vendorId, orderId }: Props) {
  const texts = useVendorOrderWords()
  const { statuses } = useWords({ fr: ordersFr, en: ordersEn })
  const locale = useLocale()
  return (
    <DetailPage
      asked={useVendorOrder(vendorId, orderId)}
      back={<BackLink to="/my-shop/orders" text={texts.back} />}
      title={({ number }) => texts.order(number)}
      head={({ status, gross }) => (
        <>
          <StatusBadge text={statuses[status]} tone="calm" />
          <span className={classes['sum']}>{formatMoney(gross, locale)}</span>
        </>
      )}
    >
      {(order) => (
        <div className={classes['columns']}>
          <div>
            <Lines order={order} />
          </div>
          <div>
            <ShipTo order={order} />
            <Parcels order={order} />
          </div>
        </div>
      )}
    </DetailPage>
  )
}

type PartProps = { readonly order: VendorOrder }

function Lines({ order: { lines } }: PartProps) {
  const { lineColumns: columns, ...texts } = useVendorOrderWords()
  const locale = useLocale()
  return (
    <section className={classes['block']}>
      <h2>{texts.lines}</h2>
      <Wide label={texts.lines}>
        <table className={classes['table']}>
          <caption className="unseen">{texts.lines}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.sku}</th>
              <th scope="col">{columns.title}</th>
              <th scope="col" className={classes['amount']}>
                {columns.quantity}
              </th>
              <th scope="col" className={classes['amount']}>
                {columns.paid}
              </th>
              <th scope="col" className={classes['amount']}>
                {columns.commission}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ sku, title, quantity, gross, commissionBps }) => {
              const { text, lang } = readText(title, locale)
              return (
                <tr key={sku}>
                  <td>{sku}</td>
                  <td lang={lang}>{text}</td>
                  <td className={classes['amount']}>{quantity}</td>
                  <td className={classes['amount']}>{formatMoney(gross, locale)}</td>
                  <td className={classes['amount']}>
                    {commissionBps === undefined ? '' : formatRate(commissionBps, locale)}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}

/** The address of a label, as long as goods are to be sent or on their way. */
function ShipTo({ order: { shipTo, pickupPoint } }: PartProps) {
  const texts = useVendorOrderWords()
  const locale = useLocale()
  if (!shipTo) return null
  const lines = [...addressLines(shipTo), countryName(shipTo.countryCode, locale), shipTo.phone]
  return (
    <section className={classes['block']}>
      <h2>{texts.shipTo}</h2>
      <address className={own['address']}>{lines.filter(Boolean).join('\n')}</address>
      {pickupPoint ? <p>{texts.pickup(pickupPoint.name)}</p> : null}
    </section>
  )
}

function Parcels({ order: { parcels } }: PartProps) {
  const texts = useVendorOrderWords()
  const locale = useLocale()
  const when = (at: string | undefined) => at && formatDate(at, 'moment', locale)
  return (
    <section className={classes['block']}>
      <h2>{texts.parcels}</h2>
      {parcels.length === 0 ? <p>{texts.noParcels}</p> : null}
      {parcels.map(({ trackingNumber, status, lines, handedOverAt, deliveredAt }, index) => (
        <Facts
          key={trackingNumber ?? index}
          rows={[
            [texts.parcel, trackingNumber],
            [texts.parcelStatus, texts.parcelStatuses[status]],
            [texts.goods, lines.map(({ quantity, sku }) => `${quantity} × ${sku}`).join(', ')],
            [texts.handedOver, when(handedOverAt)],
            [texts.delivered, when(deliveredAt)],
          ]}
        />
      ))}
    </section>
  )
}
