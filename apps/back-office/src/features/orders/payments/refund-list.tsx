import type { recordRefundTransfer } from '@comptoir/contracts/payments/routes'
import type { PaymentIntent, Refund } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { useNoted } from '../order/use-noted.ts'
import { useOrderTexts } from '../order-texts.ts'
import { useMoneyTexts } from './money-texts.ts'
import { statementIn, TransferFields } from './transfer-fields.tsx'

type Props = { readonly intent: PaymentIntent }

/** What was given back of a payment; what staff have to transfer themselves is noted here once it left. */
export function RefundList({ intent }: Props) {
  const texts = useOrderTexts()
  const locale = useLocale()
  const { refunds, transfer } = intent
  if (refunds.length === 0) return null
  return (
    <>
      <h3>{texts.refunds}</h3>
      <ul>
        {refunds.map((refund) => (
          <li key={refund.id}>
            <strong className="figures">{formatMoney(refund.amount, locale)}</strong> ·{' '}
            {refund.status}
            {refund.failureCode ? ` (${refund.failureCode})` : ''} ·{' '}
            {formatDate(refund.requestedAt, 'moment', locale)} · {refund.reason}{' '}
            {transfer && refund.status === 'pending' ? <Sent refund={refund} /> : null}
          </li>
        ))}
      </ul>
    </>
  )
}

function Sent({ refund: { id: refundId, orderId, amount } }: { readonly refund: Refund }) {
  const { call } = useApi()
  const texts = useMoneyTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const noted = useNoted(orderId)
  if (!may('transfers.write')) return null
  return (
    <DangerAction
      action={texts.refundSent}
      effect={texts.refundSentEffect(formatMoney(amount, locale))}
      request={`refund-transfer/${refundId}`}
      run={noted(texts.refundSent, (_, form) =>
        call<typeof recordRefundTransfer>('POST /api/refunds/{refundId}/transfer', {
          ...{ params: { refundId }, body: statementIn(form) },
        }),
      )}
    >
      <TransferFields />
    </DangerAction>
  )
}
