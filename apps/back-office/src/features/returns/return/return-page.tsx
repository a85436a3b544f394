import { lookUp } from '@comptoir/contracts/look-up'
import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { formatDate } from '@comptoir/site/dates'
import { getRouteApi } from '@tanstack/react-router'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { returnTones } from '../../../ui/returns/return-tones.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useReturnTexts } from '../return-texts.ts'
import { Inspect } from './inspect.tsx'
import { Lines } from './lines.tsx'
import { Receive } from './receive.tsx'
import { ReturnActions } from './return-actions.tsx'
import { ReturnFacts } from './return-facts.tsx'
import { useReturn } from './use-return.ts'

const route = getRouteApi('/returns/$returnId')

/** A return: what comes back, where it is, and the step that is next. */
export function ReturnPage() {
  const { returnId } = route.useParams()
  const texts = useReturnTexts()
  const asked = useReturn(returnId)
  return (
    <DetailPage
      key={returnId}
      asked={asked}
      back={<BackLink to="/returns" text={texts.back} />}
      title={({ orderNumber }) => texts.heading(orderNumber)}
      head={({ status, kind }) => (
        <>
          <StatusBadge text={texts.statuses[status]} tone={returnTones[status]} />
          <span>{texts.kinds[kind]}</span>
        </>
      )}
    >
      {(ret) => (
        <div className={classes['columns']}>
          <div>
            <ReturnActions ret={ret} />
            <Lines ret={ret} />
            <NextStep ret={ret} />
          </div>
          <div>
            <ReturnFacts ret={ret} />
            <History ret={ret} />
          </div>
        </div>
      )}
    </DetailPage>
  )
}

/** Goods that are expected are received; what arrived is inspected, and may be counted anew when only the carrier said so. */
function NextStep({ ret }: { readonly ret: Return }) {
  const { may } = usePermissions()
  const { status, receipt } = ret
  if (!may('returns.write')) return null
  const isExpected = status === 'approved' || status === 'in_transit'
  const isUncounted = status === 'received' && receipt?.by === 'system'
  return (
    <>
      {isExpected || isUncounted ? <Receive ret={ret} /> : null}
      {status === 'received' ? <Inspect key={ret.version} ret={ret} /> : null}
    </>
  )
}

function History({ ret: { history } }: { readonly ret: Return }) {
  const texts = useReturnTexts()
  const locale = useLocale()
  return (
    <section className={classes['block']}>
      <h2>{texts.history}</h2>
      <ol>
        {history.map(({ id, at, type, by, detail }) => (
          <li key={id}>
            {formatDate(at, 'moment', locale)} · {lookUp(texts.steps, type) ?? type} ·{' '}
            {texts.by[by]}
            {detail ? ` · ${detail}` : ''}
          </li>
        ))}
      </ol>
    </section>
  )
}
