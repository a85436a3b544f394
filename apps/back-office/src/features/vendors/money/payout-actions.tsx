import type {
  cancelVendorPayout,
  payVendorPayout,
  reverseVendorPayout,
} from '@comptoir/contracts/admin/vendors/ledger-routes'
import type { VendorPayout } from '@comptoir/contracts/admin/vendors/ledger-schemas'
import { formatMoney } from '@comptoir/site/money'
import { Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { useMoneyWords } from '../vendor-words.ts'
import { useLedgerChanged } from './use-ledger.ts'

type Props = { readonly payout: VendorPayout }

/** What staff do with a payout: note its transfer, take the draft back, or note that the money came back. */
export function PayoutActions({ payout }: Props) {
  if (payout.status === 'draft') {
    return (
      <Group gap="xs">
        <Pay payout={payout} />
        <Cancel payout={payout} />
      </Group>
    )
  }
  return payout.status === 'paid' ? <Reverse payout={payout} /> : null
}

function usePayoutCalls({ vendorId, payoutId }: VendorPayout) {
  const { call } = useApi()
  const changed = useLedgerChanged(vendorId)
  const params = { vendorId, payoutId }
  return {
    pay: (transfer: { readonly reference: string; readonly paidOn?: string }) =>
      call<typeof payVendorPayout>('POST /api/vendors/{vendorId}/payouts/{payoutId}/pay', {
        ...{ params, body: transfer },
      }).finally(changed),
    cancel: (reason: string) =>
      call<typeof cancelVendorPayout>('POST /api/vendors/{vendorId}/payouts/{payoutId}/cancel', {
        ...{ params, body: { reason } },
      }).finally(changed),
    reverse: (reason: string) =>
      call<typeof reverseVendorPayout>('POST /api/vendors/{vendorId}/payouts/{payoutId}/reverse', {
        ...{ params, body: { reason } },
      }).finally(changed),
  }
}

function Pay({ payout }: Props) {
  const { payouts } = useMoneyWords()
  const locale = useLocale()
  const { pay } = usePayoutCalls(payout)
  const [reference, setReference] = useState('')
  const [paidOn, setPaidOn] = useState('')
  return (
    <DangerAction
      isPrimary
      action={payouts.pay}
      request={`pay/${payout.payoutId}`}
      effect={payouts.payEffect(formatMoney(payout.amount, locale))}
      asksWhy={false}
      run={() => pay({ reference: reference.trim(), ...(paidOn !== '' && { paidOn }) })}
    >
      <TextInput
        label={payouts.reference}
        description={payouts.referenceHint}
        value={reference}
        onChange={({ currentTarget }) => setReference(currentTarget.value)}
        required
        maxLength={200}
      />
      <TextInput
        label={payouts.paidOn}
        type="date"
        value={paidOn}
        onChange={({ currentTarget }) => setPaidOn(currentTarget.value)}
      />
    </DangerAction>
  )
}

function Cancel({ payout }: Props) {
  const { payouts } = useMoneyWords()
  const { cancel } = usePayoutCalls(payout)
  return (
    <DangerAction
      action={payouts.cancel}
      request={`cancel-payout/${payout.payoutId}`}
      effect={payouts.cancelEffect}
      run={cancel}
    />
  )
}

function Reverse({ payout }: Props) {
  const { payouts } = useMoneyWords()
  const locale = useLocale()
  const { reverse } = usePayoutCalls(payout)
  return (
    <DangerAction
      action={payouts.reverse}
      request={`reverse-payout/${payout.payoutId}`}
      effect={payouts.reverseEffect(formatMoney(payout.amount, locale))}
      run={reverse}
    />
  )
}
