import type {
  approveReturn,
  refuseReturn,
  requestReturnLabel,
  retryReturnRefund,
} from '@comptoir/contracts/orders/return-routes'
import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { formatMoney } from '@comptoir/site/money'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { OpenFile } from '../../../ui/open-file.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useReturnTexts } from '../return-texts.ts'
import { useReturnChanged } from './use-return.ts'

type Props = { readonly ret: Return }

/** What can be done with a return beside receiving and inspecting it. */
export function ReturnActions({ ret }: Props) {
  const { openLabel } = useReturnTexts()
  const { may } = usePermissions()
  const { label, status, refund } = ret
  const isReady = label?.status === 'ready' || label?.status === 'used'
  const isOpen = status === 'approved' && !label
  return (
    <div className={classes['actions']}>
      {may('returns.write') && status === 'requested' ? (
        <>
          <Approve ret={ret} />
          <Refuse ret={ret} />
        </>
      ) : null}
      {may('returns.write') && isOpen ? <OfferLabel ret={ret} /> : null}
      {may('returns.write') && refund?.status === 'failed' ? <Retry ret={ret} /> : null}
      {label && isReady ? (
        <OpenFile path={`/api/shipments/${label.shipmentId}/return-label`} text={openLabel} />
      ) : null}
    </div>
  )
}

function Approve({ ret: { returnId } }: Props) {
  const texts = useReturnTexts()
  const { call } = useApi()
  const changed = useReturnChanged()
  const approving = useMutation({
    mutationFn: () =>
      call<typeof approveReturn>('POST /api/returns/{returnId}/approve', { params: { returnId } }),
    onSuccess: changed,
  })
  return (
    <>
      <Button size="xs" loading={approving.isPending} onClick={() => approving.mutate()}>
        {texts.approve}
      </Button>
      {approving.isError ? <ProblemNote problem={problemIn(approving.error)} /> : null}
    </>
  )
}

function Refuse({ ret: { returnId } }: Props) {
  const texts = useReturnTexts()
  const { call } = useApi()
  const changed = useReturnChanged()
  const run = async (reason: string) =>
    changed(
      await call<typeof refuseReturn>('POST /api/returns/{returnId}/refuse', {
        params: { returnId },
        body: { reason },
      }),
    )
  return (
    <DangerAction
      action={texts.refuse}
      effect={texts.refuseEffect}
      request={`refuse ${returnId}`}
      run={run}
    />
  )
}

/** Asked twice, it is the label that there is. */
function OfferLabel({ ret: { returnId } }: Props) {
  const texts = useReturnTexts()
  const { call } = useApi()
  const changed = useReturnChanged()
  const run = async () =>
    changed(
      await call<typeof requestReturnLabel>('POST /api/returns/{returnId}/label', {
        params: { returnId },
        body: { paidBy: 'shop' },
      }),
    )
  return (
    <DangerAction
      asksWhy={false}
      request={`return label ${returnId}`}
      action={texts.makeLabel}
      effect={texts.makeLabelEffect}
      run={run}
    />
  )
}

/** A refund that did not fail is refused to be made again: pressed twice, the money goes back once. */
function Retry({ ret: { returnId, refund } }: Props) {
  const texts = useReturnTexts()
  const locale = useLocale()
  const { call } = useApi()
  const changed = useReturnChanged()
  if (!refund) return null
  const run = async () =>
    changed(
      await call<typeof retryReturnRefund>('POST /api/returns/{returnId}/refund', {
        params: { returnId },
      }),
    )
  const effect = texts.retryEffect(formatMoney(refund.amount, locale))
  return (
    <DangerAction
      asksWhy={false}
      request={`refund again ${returnId}`}
      isPrimary
      action={texts.retry}
      effect={effect}
      run={run}
    />
  )
}
