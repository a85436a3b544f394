import type { capturePayment } from '@comptoir/contracts/payments/routes'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { usePaymentWords } from '../use-payment-words.ts'
import { useMoneyMoved } from './use-payment.ts'

type Props = { readonly intent: PaymentIntent }

/** Takes the money that is held, before the first parcel leaves: the hold ends some day. */
export function Capture({ intent }: Props) {
  const { call } = useApi()
  const words = usePaymentWords()
  const locale = useLocale()
  const { may } = usePermissions()
  const { id, status, authorised, authorisedUntil, orderId } = intent
  const moved = useMoneyMoved(orderId)
  if (status !== 'authorised' || !authorised || !may('payments.capture')) return null
  return (
    <>
      <DangerAction
        action={words.capture}
        effect={words.captureEffect(formatMoney(authorised, locale))}
        request={`capture/${id}`}
        asksWhy={false}
        isPrimary
        run={() =>
          call<typeof capturePayment>('POST /api/payment-intents/{paymentIntentId}/capture', {
            params: { paymentIntentId: id },
          }).finally(moved)
        }
      />
      {authorisedUntil ? (
        <span className={classes['hint']}>
          {words.captureUntil(formatDate(authorisedUntil, 'moment', locale))}
        </span>
      ) : null}
    </>
  )
}
