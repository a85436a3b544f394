import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { AddressLink } from '../../../ui/actions/address-link.tsx'
import { useMoneyTexts } from './money-texts.ts'

/** What the customer's bank took back of a payment: each has a page, where it is answered. */
export function Disputes({ intent: { disputes } }: { readonly intent: PaymentIntent }) {
  const texts = useMoneyTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  if (disputes.length === 0) return null
  return (
    <>
      <h3>{texts.disputes}</h3>
      <ul>
        {disputes.map(({ id, amount, status, reason, dueBy }) => (
          <li key={id}>
            <strong className="figures">{formatMoney(amount, locale)}</strong> ·{' '}
            {texts.disputeStatuses[status]} · {reason}
            {dueBy ? ` · ${texts.answerBy(formatDate(dueBy, 'moment', locale))}` : ''}{' '}
            {may('disputes.read') ? (
              <AddressLink address={`/payments/disputes/${encodeURIComponent(id)}`}>
                {texts.openDispute}
              </AddressLink>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}
