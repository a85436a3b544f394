import { getRouteApi, Link } from '@tanstack/react-router'
import { Asked } from '../../../ui/asked.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { PlainPage } from '../../../ui/detail/plain-page.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useShipmentTexts } from '../shipment-texts.ts'
import { HandOverList } from './hand-over-list.tsx'
import { type Choice, choiceIn, mostChosen } from './hand-over-search.ts'
import { parcelsHere } from './parcels-here.ts'
import { mostOfState } from './read-waiting.ts'
import { useWaiting } from './use-waiting.ts'

const route = getRouteApi('/shipments/hand-over')

/** What the carrier takes along: the list to sign, and the confirmation. */
export function HandOverPage() {
  const { handOver: texts, back } = useShipmentTexts()
  const { only } = route.useSearch()
  const choice = only === undefined ? undefined : choiceIn(only)
  const asked = useWaiting(choice?.ids)
  return (
    <PlainPage back={<BackLink to="/shipments" text={back} />} title={texts.title}>
      <p>{texts.text}</p>
      {choice ? <Chosen choice={choice} /> : null}
      <Asked asked={asked}>
        {({ shipments, isCut }) => {
          const carriers = parcelsHere(shipments)
          return (
            <>
              {isCut ? <Notice tone="attention">{texts.cut(mostOfState)}</Notice> : null}
              {carriers.length === 0 ? (
                <p>{texts.none}</p>
              ) : (
                <HandOverList key={only ?? ''} carriers={carriers} />
              )}
            </>
          )
        }}
      </Asked>
    </PlainPage>
  )
}

/** What was chosen in the list, and the way to all that waits. */
function Chosen({ choice: { ids, isTooLong } }: { readonly choice: Choice }) {
  const { handOver: texts } = useShipmentTexts()
  const all = (
    <Link to="/shipments/hand-over" search={{}}>
      {texts.all}
    </Link>
  )
  if (isTooLong) {
    return (
      <Notice tone="attention" role="alert">
        {texts.tooMany(mostChosen)} {all}
      </Notice>
    )
  }
  return (
    <p>
      {texts.only(ids.length)} {all}
    </p>
  )
}
