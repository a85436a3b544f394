import type { DisputeDetails } from '@comptoir/contracts/payments/schemas'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { disputeTones } from '../payment-tones.ts'
import { usePaymentWords } from '../use-payment-words.ts'

type Props = { readonly dispute: Pick<DisputeDetails, 'status' | 'stage'> }

/** How far a dispute is: of an open one, whose turn it is. */
export function DisputeState({ dispute: { status, stage } }: Props) {
  const { disputes } = usePaymentWords()
  if (status !== 'open' || stage === undefined) {
    return <StatusBadge text={disputes.statuses[status]} tone={disputeTones[status]} />
  }
  const tone = stage === 'needs_response' ? 'attention' : 'calm'
  return <StatusBadge text={disputes.stages[stage]} tone={tone} />
}
