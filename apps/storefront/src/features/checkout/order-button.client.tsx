'use client'

import type { Shop } from '@comptoir/contracts/admin/schemas'
import { formatDate } from '@comptoir/site/dates'
import { checkoutMessages } from '../../messages/checkout.ts'
import type { Locale } from '../../messages/messages.ts'
import button from '../../ui/button.module.css'
import { Checkbox } from '../../ui/form/checkbox.tsx'
import styles from './checkout.module.css'

/** The form that the button sends: it stands beside it. */
export const orderFormId = 'order'

type OrderButtonProps = {
  readonly locale: Locale
  readonly shop: Shop | null
  readonly isOrdering: boolean
  /** The total is not known: what nobody has seen is not ordered. */
  readonly isQuoting: boolean
  readonly isAccepted: boolean
  readonly error: string | undefined
  readonly total: string | undefined
  readonly onAccept: (isAccepted: boolean) => void
}

/** The terms, and right below them the button in the words of the law (article L221-14 of the Code de la consommation). */
export function OrderButton(props: OrderButtonProps) {
  const { locale, shop, isOrdering, isQuoting, isAccepted, error, total, onAccept } = props
  const m = checkoutMessages(locale)
  const version = shop && m.termsVersion(formatDate(shop.legalTexts.terms, 'date', locale))
  return (
    <div className={styles.section}>
      <Checkbox
        id="acceptTerms"
        label={
          <>
            <a href={`/${locale}/legal/terms`} target="_blank" rel="noreferrer">
              {m.terms}
            </a>{' '}
            {version && <span className={styles.hint}>({version})</span>}
          </>
        }
        checked={isAccepted}
        aria-describedby={error ? 'terms-error' : undefined}
        onChange={({ target }) => onAccept(target.checked)}
      />
      {error && (
        <p id="terms-error" className={styles.problem}>
          {error}
        </p>
      )}
      <button
        type="submit"
        form={orderFormId}
        className={`${button.button} ${button.wide}`}
        aria-disabled={isOrdering || isQuoting}
      >
        {isOrdering ? m.ordering : m.order}
        {!isOrdering && !isQuoting && total && ` · ${total}`}
      </button>
      <p className={styles.hint} role="status">
        {isOrdering ? m.keepOpen : m.withdrawal}
      </p>
    </div>
  )
}
