import type { listMovements } from '@comptoir/contracts/inventory/routes'
import type { StockMovement } from '@comptoir/contracts/inventory/schemas'
import { formatDate } from '@comptoir/site/dates'
import { Link } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import { MoreButton } from '../../../ui/actions/more-button.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import classes from '../../../ui/detail/detail.module.css'
import { PersonName } from '../../../ui/person-name.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { useStockTexts } from '../stock-texts.ts'

/** What moved a SKU, newest first. */
export function Movements({ sku }: { readonly sku: string }) {
  const texts = useStockTexts()
  const { call } = useApi()
  const found = usePages<StockMovement>(['inventory', 'ListMovements', sku], (page, signal) =>
    call<typeof listMovements>('GET /api/stock/{sku}/movements', {
      params: { sku },
      query: page,
      signal,
    }),
  )
  const columns = texts.movementColumns
  return (
    <section className={classes['block']}>
      <h2>{texts.movements}</h2>
      {found.state === 'failed' ? (
        <ProblemNote problem={found.problem} retry={found.retry} />
      ) : null}
      {found.state === 'ready' && found.rows.length === 0 ? <p>{texts.noMovements}</p> : null}
      {found.rows.length > 0 ? (
        <Wide label={texts.movements}>
          <table className={classes['table']}>
            <caption className="unseen">{texts.movements}</caption>
            <thead>
              <tr>
                <th scope="col">{columns.at}</th>
                <th scope="col">{columns.type}</th>
                <th scope="col" className={classes['amount']}>
                  {columns.quantity}
                </th>
                <th scope="col" className={classes['amount']}>
                  {columns.onHand}
                </th>
                <th scope="col">{columns.reason}</th>
                <th scope="col">{columns.reference}</th>
                <th scope="col">{columns.actor}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((movement) => (
                <Movement key={movement.movementId} movement={movement} />
              ))}
            </tbody>
          </table>
        </Wide>
      ) : null}
      <MoreButton found={found} mt="sm" />
    </section>
  )
}

function Movement({ movement }: { readonly movement: StockMovement }) {
  const { types } = useStockTexts()
  const locale = useLocale()
  const { at, type, quantity, onHand, reason, reference, actor } = movement
  return (
    <tr>
      <td>
        <time dateTime={at}>{formatDate(at, 'moment', locale)}</time>
      </td>
      <td>{types[type]}</td>
      <td className={classes['amount']}>
        {quantity.toLocaleString(locale, { signDisplay: 'exceptZero' })}
      </td>
      <td className={classes['amount']}>{onHand.toLocaleString(locale)}</td>
      <td>{reason}</td>
      <td>
        {reference.startsWith('ord_') ? (
          <Link to="/orders/$orderId/$tab" params={{ orderId: reference, tab: 'summary' }}>
            {reference}
          </Link>
        ) : (
          reference
        )}
      </td>
      <td>
        <PersonName userId={actor} />
      </td>
    </tr>
  )
}
