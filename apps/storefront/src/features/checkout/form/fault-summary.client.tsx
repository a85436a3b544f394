'use client'

import { checkoutMessages } from '../../../messages/checkout.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Alert } from '../../../ui/alert.tsx'
import type { Faults } from './checkout-form.ts'
import { labelOf } from './faults.ts'

type FaultSummaryProps = { readonly faults: Faults; readonly locale: Locale }

/** Everything that keeps the order from being sent, in one place that takes the focus; each leads to its field. */
export function FaultSummary({ faults, locale }: FaultSummaryProps) {
  const m = checkoutMessages(locale)
  const entries = Object.entries(faults)
  if (entries.length === 0) return null
  return (
    <Alert takesFocus>
      <p>{m.fix}</p>
      <ul>
        {entries.map(([field, text]) => (
          <li key={field}>
            <a href={`#${field}`}>{labelOf(field, m)}</a> · {text}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
