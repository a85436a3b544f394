import { getRouteApi, Link } from '@tanstack/react-router'
import { Asked } from '../../../ui/asked.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { PlainPage } from '../../../ui/detail/plain-page.tsx'
import { useShipmentTexts } from '../shipment-texts.ts'
import { HandOverList } from './hand-over-list.tsx'
import { parcelsHere } from './parcels-here.ts'
import { useWaiting } from './use-waiting.ts'

const route = getRouteApi('/shipments/hand-over')

/** What the carrier takes along: the list to sign, and the confirmation. */
export function HandOverPage() {
  const { handOver: texts, back } = useShipmentTexts()
  const { only } = route.useSearch()
  const asked = useWaiting(only)
  return (
    <PlainPage back={<BackLink to="/shipments" text={back} />} title={texts.title}>
      <p>{texts.text}</p>
      {only === undefined ? null : (
        <p>
          {texts.only(only.split(',').length)}{' '}
          <Link to="/shipments/hand-over" search={{}}>
            {texts.all}
          </Link>
        </p>
      )}
      <Asked asked={asked}>
        {(shipments) => {
          const carriers = parcelsHere(shipments)
          return carriers.length === 0 ? (
            <p>{texts.none}</p>
          ) : (
            <HandOverList key={only ?? ''} carriers={carriers} />
          )
        }}
      </Asked>
    </PlainPage>
  )
}
