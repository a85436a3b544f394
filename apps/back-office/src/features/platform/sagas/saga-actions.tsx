import type { actOnSaga, SagaAction, SagaOverview } from '@comptoir/contracts/platform/sagas'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemText } from '../../../messages/messages.ts'
import { useApi, useMessages } from '../../../office.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { usePlatformTexts } from '../platform-texts.ts'
import { actOnSagas } from './act-on-sagas.ts'

type Props = {
  readonly sagas: readonly SagaOverview[]
  readonly onDone: () => void
}

/** Helps the sagas that are chosen on, with a reason that stays on their orders. */
export function SagaActions({ sagas, onDone }: Props) {
  const { call } = useApi()
  const messages = useMessages()
  const { sagas: texts } = usePlatformTexts()
  const queries = useQueryClient()
  const toast = useToast()
  const [codes, setCodes] = useState<readonly string[]>([])
  const orderIds = sagas.map(({ orderId }) => orderId)

  const act = (action: SagaAction) => async (reason: string, key: string) => {
    const outcome = await actOnSagas({ orderIds, action, reason, key }, (one) =>
      call<typeof actOnSaga>('POST /api/sagas/{orderId}/actions', {
        params: { orderId: one.orderId },
        headers: { 'idempotency-key': one.key },
        body: { action: one.action, reason: one.reason },
      }),
    ).finally(() => void queries.invalidateQueries({ queryKey: ['orders'] }))
    if (outcome.done > 0) toast(texts.done(outcome.done))
    setCodes(outcome.codes)
    if (outcome.codes.length === 0) onDone()
  }
  const requestOf = (action: SagaAction) => `sagas/${action}/${orderIds.join(',')}`
  const refusals = [...new Set(codes)].map((code) => problemText(messages, code))
  return (
    <>
      <DangerAction
        action={texts.wake}
        effect={texts.wakeEffect(orderIds.length)}
        request={requestOf('wake')}
        run={act('wake')}
      />
      <DangerAction
        action={texts.retry}
        effect={texts.retryEffect(orderIds.length)}
        request={requestOf('retry')}
        run={act('retry')}
      />
      <DangerAction
        action={texts.compensate}
        effect={texts.compensateEffect(orderIds.length)}
        request={requestOf('compensate')}
        run={act('compensate')}
      />
      {codes.length > 0 ? (
        <Notice tone="bad" role="alert">
          {texts.refused(codes.length, refusals.join(' '))}
        </Notice>
      ) : null}
    </>
  )
}
