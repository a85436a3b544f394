import type { VendorEntry } from '@comptoir/contracts/admin/vendors/ledger-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useLocale, useMessages } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/detail/detail.module.css'
import { PersonName } from '../../../ui/person-name.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { useMoneyWords } from '../vendor-words.ts'
import { useEntries } from './use-ledger.ts'

type Props = {
  readonly vendorId: string
  readonly currency: string
  /** Of this payout's period only. */
  readonly payoutId?: string
  readonly label?: string
}

/** Entries of a ledger: nothing changes one; what was wrong is put right by another. */
export function Entries({ vendorId, currency, payoutId, label }: Props) {
  const texts = useMoneyWords()
  const { list } = useMessages()
  const pages = useEntries(vendorId, { currency, payoutId })
  const entries = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const { columns, title } = texts.ledger
  if (pages.isError && !pages.data) {
    return <ProblemNote problem={problemIn(pages.error)} retry={() => void pages.refetch()} />
  }
  if (pages.data && entries.length === 0) return <p>{texts.ledger.empty}</p>
  return (
    <>
      <Wide label={label ?? title}>
        <table className={classes['table']}>
          <caption className="unseen">{label ?? title}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.at}</th>
              <th scope="col">{columns.kind}</th>
              <th scope="col">{columns.order}</th>
              <th scope="col">{columns.reason}</th>
              <th scope="col" className={classes['amount']}>
                {columns.amount}
              </th>
              <th scope="col" className={classes['amount']}>
                {columns.balance}
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row key={entry.entryId} entry={entry} />
            ))}
          </tbody>
        </table>
      </Wide>
      {pages.hasNextPage ? (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          onClick={() => void pages.fetchNextPage()}
          loading={pages.isFetchingNextPage}
        >
          {list.more}
        </Button>
      ) : null}
    </>
  )
}

function Row({ entry }: { readonly entry: VendorEntry }) {
  const texts = useMoneyWords()
  const locale = useLocale()
  const { kind, amount, balance, at, reason, by } = entry
  return (
    <tr>
      <td>
        <time dateTime={at}>{formatDate(at, 'moment', locale)}</time>
      </td>
      <td>{texts.ledger.kinds[kind]}</td>
      <td>
        <OrderLink entry={entry} />
      </td>
      <td>
        {reason}
        {by ? (
          <div className={classes['hint']}>
            <PersonName userId={by} />
          </div>
        ) : null}
      </td>
      <td className={classes['amount']}>{formatMoney(amount, locale)}</td>
      <td className={classes['amount']}>{formatMoney(balance, locale)}</td>
    </tr>
  )
}

/** To the whole order, or to the part of it that a vendor sees. */
function OrderLink({ entry: { orderId, orderNumber } }: { readonly entry: VendorEntry }) {
  const { may } = usePermissions()
  if (orderId === undefined) return null
  return may('orders.read') ? (
    <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }}>
      {orderNumber ?? orderId}
    </Link>
  ) : (
    <Link to="/my-shop/orders/$orderId" params={{ orderId }}>
      {orderNumber ?? orderId}
    </Link>
  )
}
