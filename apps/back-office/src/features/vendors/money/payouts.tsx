import type { createVendorPayout } from '@comptoir/contracts/admin/vendors/ledger-routes'
import type { VendorPayout } from '@comptoir/contracts/admin/vendors/ledger-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { MoreButton } from '../../../ui/actions/more-button.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { payoutTones, useMoneyWords } from '../vendor-words.ts'
import { Entries } from './entries.tsx'
import { payableCurrencies } from './payable-currencies.ts'
import { PayoutActions } from './payout-actions.tsx'
import { useEntries, useLedgerChanged, usePayouts } from './use-ledger.ts'

type Props = { readonly vendorId: string }

/** What was paid to a vendor, and what is to be. */
export function Payouts({ vendorId }: Props) {
  const texts = useMoneyWords()
  const { may } = usePermissions()
  const found = usePayouts(vendorId)
  const [opened, setOpened] = useState<VendorPayout>()
  const { rows, state } = found
  const drafts = rows.filter(({ status }) => status === 'draft')
  if (state === 'failed') return <ProblemNote problem={found.problem} retry={found.retry} />
  return (
    <>
      {may('vendor-payouts.write') && state === 'ready' ? (
        <NewPayouts vendorId={vendorId} drafted={drafts.map(({ amount }) => amount.currency)} />
      ) : null}
      {state === 'ready' && rows.length === 0 ? <p>{texts.payouts.empty}</p> : null}
      {rows.length > 0 ? (
        <div className={classes['block']}>
          <PayoutTable payouts={rows} opened={opened?.payoutId} onOpen={setOpened} />
        </div>
      ) : null}
      <MoreButton found={found} />
      {opened ? (
        <section className={classes['block']}>
          <h2>{texts.payouts.entriesOf(opened.number)}</h2>
          <Entries
            vendorId={vendorId}
            currency={opened.amount.currency}
            payoutId={opened.payoutId}
            label={texts.payouts.entriesOf(opened.number)}
          />
        </section>
      ) : null}
    </>
  )
}

type NewProps = Props & { readonly drafted: readonly string[] }

/** A payout for each currency in which the vendor has a ledger, and no draft: each has one at a time. */
function NewPayouts({ vendorId, drafted }: NewProps) {
  const first = useEntries(vendorId, { currency: 'EUR' }).data?.pages[0]
  if (!first) return null
  return payableCurrencies(first.currencies, drafted).map((currency) => (
    <NewPayout key={currency} vendorId={vendorId} currency={currency} />
  ))
}

/** Drafts a payout of all that the ledger comes to, when that is something. */
function NewPayout({ vendorId, currency }: Props & { readonly currency: string }) {
  const { call } = useApi()
  const texts = useMoneyWords()
  const locale = useLocale()
  const changed = useLedgerChanged(vendorId)
  const balance = useEntries(vendorId, { currency }).data?.pages[0]?.balance
  if (balance === undefined) return null
  const amount = formatMoney(balance, locale)
  if (balance.amount <= 0) return <p>{texts.payouts.nothing(amount)}</p>
  async function draft(): Promise<void> {
    await call<typeof createVendorPayout>('POST /api/vendors/{vendorId}/payouts', {
      ...{ params: { vendorId }, body: { currency } },
    }).finally(changed)
  }
  return (
    <div className={classes['actions']}>
      <DangerAction
        isPrimary
        action={texts.payouts.draft(amount)}
        request={`draft-payout/${vendorId}/${currency}`}
        effect={texts.payouts.draftEffect(amount)}
        asksWhy={false}
        run={draft}
      />
    </div>
  )
}

type TableProps = {
  readonly payouts: readonly VendorPayout[]
  readonly opened: string | undefined
  readonly onOpen: (payout: VendorPayout | undefined) => void
}

function PayoutTable({ payouts, ...rest }: TableProps) {
  const texts = useMoneyWords()
  const { may } = usePermissions()
  const { columns } = texts.payouts
  const mayWrite = may('vendor-payouts.write')
  return (
    <Wide label={texts.payouts.title}>
      <table className={classes['table']}>
        <caption className="unseen">{texts.payouts.title}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.number}</th>
            <th scope="col">{columns.status}</th>
            <th scope="col" className={classes['amount']}>
              {columns.amount}
            </th>
            <th scope="col">{columns.createdAt}</th>
            <th scope="col">{columns.transfer}</th>
            <th scope="col">{columns.entries}</th>
            {mayWrite ? <th scope="col">{columns.actions}</th> : null}
          </tr>
        </thead>
        <tbody>
          {payouts.map((payout) => (
            <PayoutRow key={payout.payoutId} payout={payout} mayWrite={mayWrite} {...rest} />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

type RowProps = Omit<TableProps, 'payouts'> & {
  readonly payout: VendorPayout
  readonly mayWrite: boolean
}

function PayoutRow({ payout, mayWrite, opened, onOpen }: RowProps) {
  const texts = useMoneyWords()
  const locale = useLocale()
  const { payoutId, number, status, amount, period, createdAt, reference, paidOn, reason } = payout
  const isOpen = payoutId === opened
  const paid = paidOn && formatDate(paidOn, 'date', locale)
  return (
    <tr>
      <td>{number}</td>
      <td>
        <StatusBadge text={texts.payouts.statuses[status]} tone={payoutTones[status]} />
      </td>
      <td className={classes['amount']}>{formatMoney(amount, locale)}</td>
      <td>{formatDate(createdAt, 'date', locale)}</td>
      <td>{[reference, paid, reason].filter(Boolean).join(' · ')}</td>
      <td>
        <Button
          size="xs"
          variant="default"
          aria-expanded={isOpen}
          onClick={() => onOpen(isOpen ? undefined : payout)}
        >
          {texts.payouts.entries(period.to - period.from + 1)}
        </Button>
      </td>
      {mayWrite ? (
        <td>
          <PayoutActions payout={payout} />
        </td>
      ) : null}
    </tr>
  )
}
