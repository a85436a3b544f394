'use client'

import type { ErasureReceipt } from '@comptoir/contracts/accounts/personal-data-routes'
import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { type SyntheticEvent, useState } from 'react'
import { privacyMessages } from '../../../messages/account/privacy.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Alert } from '../../../ui/alert.tsx'
import button from '../../../ui/button.module.css'
import { leavePage, stayOnPage } from '../../../visitor/leaving.ts'
import { askAsUser } from '../../../visitor/session-end.ts'
import { turnPushOff } from '../../inbox/browser-push.ts'
import styles from '../form/form.module.css'
import { FormProblem } from '../form/form-problem.tsx'
import { PasswordField } from '../form/password-field.tsx'
import { useSubmit } from '../form/use-submit.ts'
import { openAmong } from './open-orders.ts'

/** What came of it: the receipt, and by what it is read again. */
export type Erased = { readonly receipt: string; readonly erasure: ErasureReceipt }

type DeletionProps = {
  readonly locale: Locale
  readonly onDeleted: (erased: Erased) => void
}

/** How many orders are looked at for open ones: the newest, which are the open ones. */
const ordersLookedAt = 100

/** Ends the account: what stays is said before, the password asked, and an open order keeps it. */
export function Deletion({ locale, onDeleted }: DeletionProps) {
  const m = privacyMessages(locale)
  const [open, setOpen] = useState<readonly OrderOverview[]>()
  const { isRunning, problem, submit } = useSubmit()
  const isKept = problem?.code === 'open_orders'

  async function ask(body: object) {
    // the receipt is on this page only: the note that its person left does not load it anew
    leavePage()
    const answer = await submit<Erased>('POST /bff/me/erasure', { body })
    if (answer && 'problem' in answer) stayOnPage()
    return answer
  }

  async function erase(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    setOpen(undefined)
    const body = Object.fromEntries(new FormData(event.currentTarget))
    const answer = await ask(body)
    if (!answer) return
    if ('value' in answer) {
      sessionStorage.clear()
      void turnPushOff()
      return onDeleted(answer.value)
    }
    if (answer.problem.code !== 'open_orders') return
    const orders = await askAsUser<{ items: readonly OrderOverview[] }>(
      `GET /bff/orders?limit=${ordersLookedAt}`,
    )
    if ('value' in orders) setOpen(openAmong(orders.value.items))
  }

  return (
    <form className={styles.form} onSubmit={(event) => void erase(event)}>
      {isKept && <OpenOrders {...{ locale, open }} count={Number(problem['open'])} />}
      <FormProblem
        problem={problem}
        locale={locale}
        except={['invalid_credentials', 'open_orders']}
      />
      <PasswordField {...{ locale, problem }} name="password" prefix="deletion-" />
      <p className={styles.actions}>
        <button
          type="submit"
          className={`${button.button} ${styles.danger}`}
          aria-disabled={isRunning}
        >
          {isRunning ? m.deleting : m.delete}
        </button>
      </p>
    </form>
  )
}

type OpenOrdersProps = {
  readonly locale: Locale
  /** Nothing as long as they were not read. */
  readonly open: readonly OrderOverview[] | undefined
  readonly count: number
}

/** Why the account stays, and which orders keep it. */
function OpenOrders({ locale, open, count }: OpenOrdersProps) {
  const m = privacyMessages(locale)
  return (
    <Alert takesFocus>
      <p>{m.openOrders(count || open?.length || 1)}</p>
      <ul>
        {open?.map(({ orderId, number, placedAt }) => (
          <li key={orderId}>
            <a href={`/${locale}/account/orders/${orderId}`}>
              {m.order(number, formatDate(placedAt, 'date', locale))}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
