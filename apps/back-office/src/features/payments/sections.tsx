import { usePermissions } from '../../session/use-permissions.ts'
import { SectionLinks } from '../../ui/data-list/section-links.tsx'
import { usePaymentWords } from './use-payment-words.ts'

/** The lists of what moved money: payments, disputes, payouts, and what of them does not match. */
export function PaymentSections() {
  const { sections } = usePaymentWords()
  const { may } = usePermissions()
  const disputes = { to: '/payments/disputes', text: sections.disputes } as const
  const payouts = [
    { to: '/payments/payouts', text: sections.payouts },
    { to: '/payments/differences', text: sections.differences },
  ] as const
  return (
    <SectionLinks
      label={sections.label}
      sections={[
        { to: '/payments', text: sections.payments },
        ...(may('disputes.read') ? [disputes] : []),
        ...(may('payouts.read') ? payouts : []),
      ]}
    />
  )
}
