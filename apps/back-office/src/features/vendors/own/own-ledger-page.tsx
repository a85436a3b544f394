import { useMessages } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/detail/detail.module.css'
import { PlainPage } from '../../../ui/detail/plain-page.tsx'
import { Ledger } from '../money/ledger.tsx'
import { Payouts } from '../money/payouts.tsx'
import { useMoneyWords } from '../vendor-words.ts'

/** What a vendor gets, and what was paid to it. */
export function OwnLedgerPage() {
  const { frame } = useMessages()
  const { payouts, ledger } = useMoneyWords()
  const { vendorId } = usePermissions()
  if (vendorId === undefined) return null
  return (
    <PlainPage back={null} title={frame.pages.ownLedger}>
      <section className={classes['block']}>
        <h2>{ledger.title}</h2>
        <Ledger vendorId={vendorId} />
      </section>
      <section className={classes['block']}>
        <h2>{payouts.title}</h2>
        <Payouts vendorId={vendorId} />
      </section>
    </PlainPage>
  )
}
