import type { Shop } from '@comptoir/contracts/admin/schemas'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { noteFailure } from '../../shop/page-tags.ts'
import styles from './state-page.module.css'

type MaintenanceProps = { readonly locale: Locale; readonly shop: Shop }

/** Staff closed the shop for a while: says so, and that it comes back. */
export function Maintenance({ locale, shop }: MaintenanceProps) {
  noteFailure({ status: 503, retryAfterSeconds: 60 })
  const { states } = messagesOf(locale)
  const { messageFr, messageEn } = shop.maintenance
  return (
    <div className={styles.state}>
      <h1>{states.closed}</h1>
      <p>{locale === 'en' ? messageEn : messageFr}</p>
      <p>{states.closedHint}</p>
    </div>
  )
}
