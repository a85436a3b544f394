import type { Order } from '@comptoir/contracts/orders/view'
import type { readOrderTimeline } from '@comptoir/contracts/platform/operations'
import type { actOnSaga } from '@comptoir/contracts/platform/sagas'
import { formatMoney } from '@comptoir/site/money'
import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import classes from '../order/order.module.css'
import { orderKey, useOrderChanged } from '../order/use-order.ts'
import { useOrderTexts } from '../order-texts.ts'
import { isAtWork } from './at-work.ts'
import { DeadLetters } from './dead-letters.tsx'
import { failedStepOf } from './failed-step.ts'
import { storyOf } from './story.ts'
import { StoryTable } from './story-table.tsx'

type Props = { readonly order: Order }

/** What all services know of an order, in lanes; and the ways to help its saga on. */
export function SagaTab({ order }: Props) {
  const { call } = useApi()
  const texts = useOrderTexts()
  const { orderId, placedAt } = order
  const asked = useQuery({
    // read again with the order, whose events it tells
    queryKey: [...orderKey(orderId), 'timeline'],
    queryFn: ({ signal }) =>
      call<typeof readOrderTimeline>('GET /api/operations/orders/{orderId}/timeline', {
        ...{ params: { orderId }, query: { since: placedAt }, signal },
      }),
  })
  if (asked.isError && !asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  if (!asked.data) return null
  const story = storyOf(order, asked.data)
  const failed = failedStepOf(story.items)
  return (
    <section className={classes['block']}>
      <DeadLetters orderId={orderId} />
      {failed ? (
        <Notice tone="bad" title={texts.stuck(failed.name, failed.attempt ?? 1)}>
          {failed.detail}
        </Notice>
      ) : null}
      <SagaActions order={order} />
      {story.silent.length > 0 ? (
        <Notice tone="attention">{texts.silent(story.silent.join(', '))}</Notice>
      ) : null}
      <ul className={classes['hint']}>
        {story.sagas.map(({ instanceId, status }) => (
          <li key={instanceId}>{texts.sagaState(instanceId, status)}</li>
        ))}
        {story.traces.length > 0 ? (
          <li>
            {texts.traces} : {story.traces.join(', ')}
          </li>
        ) : null}
      </ul>
      {story.items.length > 0 ? <StoryTable story={story} /> : <p>{texts.noStory}</p>}
    </section>
  )
}

function SagaActions({ order }: Props) {
  const { call } = useApi()
  const texts = useOrderTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const changed = useOrderChanged(order.orderId)
  if (!may('platform.write') || !isAtWork(order)) return null
  const act = (action: 'wake' | 'retry' | 'compensate') => async (reason: string, key: string) => {
    await call<typeof actOnSaga>('POST /api/sagas/{orderId}/actions', {
      params: { orderId: order.orderId },
      headers: { 'idempotency-key': key },
      body: { action, reason },
    }).finally(changed)
  }
  const requestOf = (action: string) => `${action}/${order.orderId}`
  const total = formatMoney(order.totals.grandTotal, locale)
  return (
    <Group gap="xs" mb="md">
      <DangerAction
        action={texts.wake}
        effect={texts.wakeEffect}
        request={requestOf('wake')}
        run={act('wake')}
      />
      <DangerAction
        action={texts.retryAction}
        effect={texts.retryEffect}
        request={requestOf('retry')}
        run={act('retry')}
      />
      {order.allowedTransitions.includes('cancelled') ? (
        <DangerAction
          action={texts.compensate}
          effect={texts.compensateEffect(total)}
          request={requestOf('compensate')}
          run={act('compensate')}
        />
      ) : null}
    </Group>
  )
}
