'use client'

import { lookUp } from '@comptoir/contracts/look-up'
import type { Order, Parcel } from '@comptoir/contracts/orders/view'
import type { Carrier } from '@comptoir/contracts/shipping/schemas'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { useEffect, useState } from 'react'
import type { Locale } from '../../../messages/messages.ts'
import { orderPageMessages } from '../../../messages/order-page.ts'
import { trackingMessages } from '../../../messages/tracking.ts'
import { Rail } from '../../../ui/rail.tsx'
import { ask } from '../../../visitor/ask.ts'
import styles from '../orders.module.css'
import { carrierPage, shownParcels } from './parcel-place.ts'

type ParcelsProps = { readonly order: Order; readonly locale: Locale }

/** The parcels of an order: where each is, what is in it, and the carrier's own page of it. */
export function Parcels({ order, locale }: ParcelsProps) {
  const m = orderPageMessages(locale).parcels
  const parcels = shownParcels(order)
  const carrier = useCarrier(parcels.length > 0 ? order.shippingLine.carrierCode : undefined)
  if (parcels.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="parcels">
      <h2 id="parcels">{m.title}</h2>
      {parcels.map((parcel, index) => (
        <ParcelCard
          key={`${parcel.shipmentId} ${parcel.trackingNumber ?? index}`}
          {...{ order, parcel, carrier, locale }}
          name={m.purposes[parcel.purpose ?? 'order'] || m.place(index + 1, parcels.length)}
        />
      ))}
    </section>
  )
}

/** Who carries it; the page is one without that, too. */
function useCarrier(code: string | undefined): Carrier | undefined {
  const [carrier, setCarrier] = useState<Carrier>()
  useEffect(() => {
    if (code === undefined) return
    void ask<{ carriers: readonly Carrier[] }>('GET /bff/carriers').then((answer) => {
      if ('value' in answer) setCarrier(answer.value.carriers.find((one) => one.code === code))
    })
  }, [code])
  return carrier
}

type ParcelCardProps = ParcelsProps & {
  readonly parcel: Parcel
  readonly carrier: Carrier | undefined
  readonly name: string
}

function ParcelCard({ order, parcel, carrier, name, locale }: ParcelCardProps) {
  const m = orderPageMessages(locale).parcels
  const { trackingNumber, status, events, resolution } = parcel
  const page = carrierPage(carrier, trackingNumber)
  return (
    <article className={styles.parcel}>
      <h3>
        {name} <span className={styles.state}>{m.statuses[status]}</span>
      </h3>
      {trackingNumber && <p className={styles.hint}>{m.number(trackingNumber)}</p>}
      <Contents {...{ order, parcel, locale }} />
      {resolution && m.resolutions[resolution.kind] && <p>{m.resolutions[resolution.kind]}</p>}
      {events.length > 0 ? (
        <Rail label={m.steps} stations={stationsOf(parcel, locale)} />
      ) : (
        <p className={styles.hint}>{m.notYet}</p>
      )}
      {page && carrier && (
        <p>
          <a href={page} target="_blank" rel="noreferrer">
            {m.followAt(carrier.name)}
          </a>
        </p>
      )}
    </article>
  )
}

function stationsOf({ events }: Parcel, locale: Locale) {
  const codes: Readonly<Record<string, string>> = trackingMessages(locale).codes
  const { statuses } = orderPageMessages(locale).parcels
  return events.map(({ code, at, status, location }, place) => ({
    key: `${code} ${at}`,
    title: lookUp(codes, code) ?? statuses[status],
    state: place === events.length - 1 ? ('current' as const) : ('done' as const),
    detail: [formatDate(at, 'moment', locale), location].filter(Boolean).join(' · '),
  }))
}

/** What is in it, when the order is in several parcels. */
function Contents({ order, parcel, locale }: Omit<ParcelCardProps, 'carrier' | 'name'>) {
  const { lines = [] } = parcel
  if (lines.length === 0 || order.parcels.length < 2) return null
  const titleOf = (sku: string) =>
    readText(order.lines.find((line) => line.sku === sku)?.title ?? { fr: sku }, locale).text
  return (
    <ul className={styles.contents}>
      {lines.map(({ sku, quantity }) => (
        <li key={sku}>
          {quantity} × {titleOf(sku)}
        </li>
      ))}
    </ul>
  )
}
