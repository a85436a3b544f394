import type { createPaymentLink } from '@comptoir/contracts/orders/by-staff/payment-link-routes'
import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { useNoted } from '../order/use-noted.ts'
import { useMoneyTexts } from './money-texts.ts'
import { takesLink } from './takes-link.ts'

/** Sends the customer a link to pay, while the order waits for money. */
export function PaymentLinkAction({ order }: { readonly order: Order }) {
  const { call } = useApi()
  const texts = useMoneyTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const noted = useNoted(order.orderId)
  const [until, setUntil] = useState<string>()
  if (!may('transfers.write') || !takesLink(order)) return null
  const { orderId, email } = order
  return (
    <p>
      <DangerAction
        action={texts.link}
        effect={texts.linkEffect(email)}
        request={`payment-link/${orderId}`}
        run={noted(texts.link, async (key) => {
          const { expiresAt } = await call<typeof createPaymentLink>(
            'POST /api/orders/{orderId}/payment-links',
            { params: { orderId }, headers: { 'idempotency-key': key } },
          )
          setUntil(expiresAt)
        })}
      />
      {until === undefined ? null : (
        <span role="status"> {texts.linkSent(formatDate(until, 'moment', locale))}</span>
      )}
    </p>
  )
}
