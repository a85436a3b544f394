import { Button, Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { kilos } from '../kilos.ts'
import { useShipmentTexts } from '../shipment-texts.ts'
import { HandOverAction } from './hand-over-action.tsx'
import type { CarrierParcels, ParcelHere } from './parcels-here.ts'
import { PrintedList } from './printed-list.tsx'
import { type HandOverState, useHandOver } from './use-hand-over.ts'

type Props = { readonly carriers: readonly CarrierParcels[] }

const tones: Readonly<Record<HandOverState | 'here', StatusTone>> = {
  here: 'calm',
  sending: 'calm',
  done: 'good',
  failed: 'bad',
}

/** All that waits is chosen to begin with: who keeps a parcel back takes it out. */
export function HandOverList({ carriers }: Props) {
  const { handOver: texts } = useShipmentTexts()
  const { running, states } = useHandOver()
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const isChosen = ({ trackingNumber }: ParcelHere) => !without.has(trackingNumber)
  function toggle({ trackingNumber }: ParcelHere): void {
    const next = new Set(without)
    if (!next.delete(trackingNumber)) next.add(trackingNumber)
    setWithout(next)
  }
  const chosen = carriers
    .map((carrier) => ({ ...carrier, parcels: carrier.parcels.filter(isChosen) }))
    .filter(({ parcels }) => parcels.length > 0)
  const left = chosen
    .flatMap(({ parcels }) => parcels)
    .filter(({ trackingNumber }) => states.get(trackingNumber) !== 'done')
  return (
    <>
      <div className={classes['actions']}>
        <Button variant="default" disabled={chosen.length === 0} onClick={() => window.print()}>
          {texts.print}
        </Button>
        <HandOverAction running={running} parcels={left} carriers={chosen} />
      </div>
      {carriers.map((carrier) => (
        <Carrier key={carrier.carrier} {...{ carrier, states, isChosen, toggle }} />
      ))}
      <PrintedList carriers={chosen} />
    </>
  )
}

type CarrierProps = {
  readonly carrier: CarrierParcels
  readonly states: ReadonlyMap<string, HandOverState>
  readonly isChosen: (parcel: ParcelHere) => boolean
  readonly toggle: (parcel: ParcelHere) => void
}

function Carrier({ carrier, states, isChosen, toggle }: CarrierProps) {
  const { handOver: texts } = useShipmentTexts()
  const locale = useLocale()
  const { parcels, weightGrams } = carrier
  const title = texts.group(carrier.carrier, parcels.length, kilos(weightGrams, locale))
  return (
    <section className={classes['block']}>
      <h2>{title}</h2>
      <Wide label={title}>
        <table className={classes['table']}>
          <caption className="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.columns.choose}</th>
              <th scope="col">{texts.columns.parcel}</th>
              <th scope="col">{texts.columns.order}</th>
              <th scope="col">{texts.columns.recipient}</th>
              <th scope="col" className={classes['amount']}>
                {texts.columns.weight}
              </th>
              <th scope="col">{texts.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {parcels.map((parcel) => {
              const state = states.get(parcel.trackingNumber) ?? 'here'
              return (
                <tr key={parcel.trackingNumber}>
                  <td>
                    <Checkbox
                      aria-label={texts.choose(parcel.trackingNumber)}
                      checked={isChosen(parcel)}
                      disabled={state === 'done'}
                      onChange={() => toggle(parcel)}
                    />
                  </td>
                  <td>{parcel.trackingNumber}</td>
                  <td>
                    <Link to="/shipments/$shipmentId" params={{ shipmentId: parcel.shipmentId }}>
                      {parcel.orderNumber}
                    </Link>
                  </td>
                  <td>
                    {parcel.recipient}, {parcel.place}
                  </td>
                  <td className={classes['amount']}>{kilos(parcel.weightGrams, locale)} kg</td>
                  <td>
                    <StatusBadge text={texts.states[state]} tone={tones[state]} />
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
