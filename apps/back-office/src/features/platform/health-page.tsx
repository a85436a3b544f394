import type { listServiceHealth } from '@comptoir/contracts/platform/operations'
import type { ServiceHealth } from '@comptoir/contracts/platform/service-health'
import { formatDate } from '@comptoir/site/dates'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useApi, useLocale } from '../../office.tsx'
import { Asked } from '../../ui/asked.tsx'
import detail from '../../ui/detail/detail.module.css'
import { Notice } from '../../ui/notice.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { Wide } from '../../ui/wide.tsx'
import { PlatformPage, SilentNote } from './platform-page.tsx'
import { usePlatformTexts } from './platform-texts.ts'

/** Read again so often, in ms, while somebody looks. */
const readEveryMs = 10_000

/** How each service and its sidecar are, and which did not say so. */
export function HealthPage() {
  const { call } = useApi()
  const { sections, health: texts } = usePlatformTexts()
  const asked = useQuery({
    queryKey: ['gateway', 'ListServiceHealth'],
    queryFn: ({ signal }) =>
      call<typeof listServiceHealth>('GET /api/operations/services', { signal }),
    refetchInterval: readEveryMs,
  })
  return (
    <PlatformPage title={sections.health}>
      <p className={detail['hint']}>{texts.intro}</p>
      <Asked asked={asked}>
        {({ services, silent }) => (
          <>
            <SilentNote silent={silent} />
            <CircuitNote services={services} />
            <Services services={services} silent={silent} />
          </>
        )}
      </Asked>
    </PlatformPage>
  )
}

type ServicesProps = {
  readonly services: readonly ServiceHealth[]
  readonly silent: readonly string[]
}

function CircuitNote({ services }: Pick<ServicesProps, 'services'>) {
  const { health: texts } = usePlatformTexts()
  const open = services.flatMap(({ service, openCircuits }) =>
    openCircuits.map((target) => `${service} → ${target}`),
  )
  if (open.length === 0) return null
  return <Notice tone="attention">{texts.openCircuits(open.join(', '))}</Notice>
}

function Services({ services, silent }: ServicesProps) {
  const { service, sections, health: texts } = usePlatformTexts()
  const heads = [
    ...[service, texts.state, texts.replica, texts.started, texts.sidecar, texts.subscriptions],
    ...[texts.workers, texts.circuits, texts.letters],
  ]
  return (
    <Wide label={sections.health}>
      <table className={detail['table']}>
        <caption className="unseen">{sections.health}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {silent.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td colSpan={heads.length - 1}>
                <StatusBadge tone="bad" text={texts.noAnswer} />
              </td>
            </tr>
          ))}
          {services.map((one) => (
            <Service key={`${one.service} ${one.replica}`} one={one} />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function Service({ one }: { readonly one: ServiceHealth }) {
  const { health: texts } = usePlatformTexts()
  const locale = useLocale()
  const { service, replica, startedAt, ready, reason, sidecar, openCircuits, deadLetters } = one
  return (
    <tr>
      <th scope="row">{service}</th>
      <td>
        <StatusBadge tone={ready ? 'good' : 'bad'} text={ready ? texts.ready : texts.notReady} />{' '}
        {reason}
      </td>
      <td>{replica}</td>
      <td>
        <time dateTime={startedAt}>{formatDate(startedAt, 'moment', locale)}</time>
      </td>
      <td>
        <Sidecar sidecar={sidecar} />
      </td>
      <td>
        {sidecar?.subscriptions.map(({ pubsub, topics }) => `${pubsub} ${topics}`).join(', ')}
      </td>
      <td>{sidecar?.workflowWorkers}</td>
      <td>{openCircuits.length > 0 ? openCircuits.join(', ') : texts.noCircuits}</td>
      <td>
        {deadLetters > 0 ? (
          <Link to="/platform/dead-letters" search={{ service }}>
            {deadLetters}
          </Link>
        ) : (
          deadLetters
        )}
      </td>
    </tr>
  )
}

function Sidecar({ sidecar }: Pick<ServiceHealth, 'sidecar'>) {
  const { health: texts } = usePlatformTexts()
  if (!sidecar) return <StatusBadge tone="bad" text={texts.noSidecar} />
  return (
    <details>
      <summary>
        {sidecar.version}, {texts.components(sidecar.components.length)}
      </summary>
      <ul>
        {sidecar.components.map(({ name, type }) => (
          <li key={name}>
            {name} ({type})
          </li>
        ))}
      </ul>
    </details>
  )
}
