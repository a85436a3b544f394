import type { capturePayment } from '@comptoir/contracts/payments/routes'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { useNoted } from '../order/use-noted.ts'
import { useMoneyTexts } from './money-texts.ts'

/** Money that is held: until when it can be taken, and the way to take it before the goods leave. */
export function Capture({ intent }: { readonly intent: PaymentIntent }) {
  const { call } = useApi()
  const texts = useMoneyTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const noted = useNoted(intent.orderId)
  const { id: paymentIntentId, authorised, authorisedUntil, status } = intent
  if (status !== 'authorised' || !authorised || authorised.amount === 0) return null
  const amount = formatMoney(authorised, locale)
  return (
    <>
      {authorisedUntil ? (
        <p>{texts.authorised(amount, formatDate(authorisedUntil, 'moment', locale))}</p>
      ) : null}
      {may('payments.capture') ? (
        <DangerAction
          action={texts.capture}
          effect={texts.captureEffect(amount)}
          request={`capture/${paymentIntentId}`}
          run={noted(`${texts.capture} ${amount}`, () =>
            call<typeof capturePayment>('POST /api/payment-intents/{paymentIntentId}/capture', {
              params: { paymentIntentId },
            }),
          )}
        />
      ) : null}
    </>
  )
}
