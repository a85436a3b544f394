import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PaymentTexts } from '../../../messages/payments/payments.ts'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { disputeTones } from '../payment-tones.ts'
import { usePaymentWords } from '../use-payment-words.ts'
import { effectOf, type Movement, movementsOf } from './ledger.ts'

/** All that happened to the money of a payment. */
export function LedgerTable({ intent }: { readonly intent: PaymentIntent }) {
  const words = usePaymentWords()
  const locale = useLocale()
  const movements = movementsOf(intent)
  const { currency } = intent.amount
  if (movements.length === 0) return <p>{words.noMovements}</p>
  return (
    <Wide label={words.ledger}>
      <table className={classes['table']}>
        <caption className="unseen">{words.ledger}</caption>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.detail}</th>
            <th scope="col" className={classes['amount']}>
              {words.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {movements.map((movement) => {
            const effect = effectOf(movement)
            const { name, state, tone, detail } = shownOf(movement, words)
            return (
              <tr key={movement.id}>
                <td>
                  <time dateTime={movement.at}>{formatDate(movement.at, 'moment', locale)}</time>
                </td>
                <td>{name}</td>
                <td>{state === undefined ? null : <StatusBadge text={state} tone={tone} />}</td>
                <td>{detail}</td>
                <td className={classes['amount']}>
                  {effect === undefined ? '' : formatMoney({ amount: effect, currency }, locale)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Wide>
  )
}

type Shown = {
  readonly name: string
  readonly state?: string
  readonly tone: StatusTone
  readonly detail: ReactNode
}

const refundTones = { pending: 'calm', succeeded: 'good', failed: 'bad' } as const

function shownOf(movement: Movement, words: PaymentTexts): Shown {
  switch (movement.kind) {
    case 'attempt':
      return ofAttempt(movement.attempt, words)
    case 'refund':
      return ofRefund(movement.refund, words)
    case 'dispute':
    case 'dispute_won':
      return ofDispute(movement, words)
    case 'received':
    case 'returned':
      return {
        ...{ name: words.kinds[movement.kind], tone: 'good' },
        detail: movement.transfer.reference,
      }
    case 'further':
      return {
        ...{ name: words.kinds.further, state: words.statuses[movement.further.status] },
        ...{ tone: 'calm', detail: movement.further.purpose },
      }
  }
}

type Of<K extends Movement['kind']> = Extract<Movement, { readonly kind: K }>

function ofAttempt(
  { number, failureCode }: Of<'attempt'>['attempt'],
  { kinds, attemptStates }: PaymentTexts,
): Shown {
  const name = kinds.attempt(number)
  if (failureCode === undefined)
    return { name, state: attemptStates.done, tone: 'good', detail: '' }
  return { name, state: attemptStates.failed, tone: 'bad', detail: failureCode }
}

function ofRefund(
  { status, reason, origin, reference, failureCode }: Of<'refund'>['refund'],
  { kinds, refundStatuses, origins }: PaymentTexts,
): Shown {
  const detail = [reason, origins[origin], reference, failureCode]
  return {
    ...{ name: kinds.refund, state: refundStatuses[status], tone: refundTones[status] },
    detail: detail.filter((word) => word !== undefined).join(' · '),
  }
}

function ofDispute(
  { kind, dispute }: Of<'dispute' | 'dispute_won'>,
  { kinds, disputes }: PaymentTexts,
): Shown {
  const { id, status } = dispute
  return {
    ...{ name: kinds[kind], state: disputes.statuses[status], tone: disputeTones[status] },
    detail: (
      <Link to="/payments/disputes/$disputeId" params={{ disputeId: id }}>
        {id}
      </Link>
    ),
  }
}
