import type { Consumption } from '@comptoir/contracts/platform/consumption'
import type { listConsumption, listTopics, Topic } from '@comptoir/contracts/platform/operations'
import { formatDate } from '@comptoir/site/dates'
import { useQuery } from '@tanstack/react-query'
import { useApi, useLocale } from '../../office.tsx'
import { Asked } from '../../ui/asked.tsx'
import detail from '../../ui/detail/detail.module.css'
import { Wide } from '../../ui/wide.tsx'
import { lagOf } from './lag.ts'
import classes from './platform.module.css'
import { PlatformPage, SilentNote } from './platform-page.tsx'
import { usePlatformTexts } from './platform-texts.ts'

/** Read again so often, in ms, while somebody looks. */
const readEveryMs = 10_000

/** How far each service has come in what it hears, and which events there are. */
export function TopicsPage() {
  const { call } = useApi()
  const { sections, topics: texts } = usePlatformTexts()
  const consumption = useQuery({
    queryKey: ['gateway', 'ListConsumption'],
    queryFn: ({ signal }) =>
      call<typeof listConsumption>('GET /api/operations/consumption', { signal }),
    refetchInterval: readEveryMs,
  })
  const topics = useQuery({
    queryKey: ['gateway', 'ListTopics'],
    queryFn: ({ signal }) => call<typeof listTopics>('GET /api/operations/topics', { signal }),
    staleTime: 300_000,
  })
  return (
    <PlatformPage title={sections.topics}>
      <h2>{texts.lag}</h2>
      <Asked asked={consumption}>
        {({ services, silent }) => (
          <>
            <SilentNote silent={silent} />
            <Lag services={services} />
          </>
        )}
      </Asked>
      <h2>{texts.kinds}</h2>
      <Asked asked={topics}>{({ items }) => <Topics topics={items} />}</Asked>
    </PlatformPage>
  )
}

function Lag({ services }: { readonly services: readonly Consumption[] }) {
  const { service, topics: texts } = usePlatformTexts()
  const heads = [
    ...[texts.waiting, texts.behind, texts.oldestWaiting],
    ...[texts.unsent, texts.oldestUnsent, texts.producer],
  ]
  return (
    <Wide label={texts.lag}>
      <table className={detail['table']}>
        <caption className="unseen">{texts.lag}</caption>
        <thead>
          <tr>
            <th scope="col">{service}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {services.map((one) => (
            <LagOfService key={one.service} one={one} />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function LagOfService({ one }: { readonly one: Consumption }) {
  const { topics: texts } = usePlatformTexts()
  const locale = useLocale()
  const { service, unsent, oldestUnsentAt, producers } = one
  const { waiting, behind, oldestWaitingAt } = lagOf(one)
  const timeOf = (at: string | undefined) => at && formatDate(at, 'moment', locale)
  return (
    <tr>
      <th scope="row">{service}</th>
      <td>{waiting}</td>
      <td>{behind}</td>
      <td>{timeOf(oldestWaitingAt)}</td>
      <td>{unsent}</td>
      <td>{timeOf(oldestUnsentAt)}</td>
      <td>
        {producers.length === 0 ? null : (
          <details>
            <summary>{texts.producers(producers.length)}</summary>
            <ul>
              {producers.map((of) => (
                <li key={of.producer}>{texts.ofProducer(of.producer, of.waiting, of.behind)}</li>
              ))}
            </ul>
          </details>
        )}
      </td>
    </tr>
  )
}

function Topics({ topics }: { readonly topics: readonly Topic[] }) {
  const { topics: texts } = usePlatformTexts()
  const byProducer = Map.groupBy(topics, ({ producer }) => producer)
  return [...byProducer].map(([producer, kinds]) => (
    <details key={producer}>
      <summary>{texts.ofService(producer, kinds.length)}</summary>
      <Wide label={producer}>
        <table className={detail['table']}>
          <caption className="unseen">{producer}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.topic}</th>
              <th scope="col">{texts.what}</th>
              <th scope="col">{texts.consumers}</th>
              <th scope="col">{texts.broadcast}</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map(({ topic, description, consumers, broadcastTo }) => (
              <tr key={topic}>
                <td className={classes['name']}>{topic}</td>
                <td lang="en">{description}</td>
                <td>{consumers.join(', ')}</td>
                <td>{broadcastTo.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  ))
}
