import { type Locale, messagesOf } from '../../messages/messages.ts'
import styles from './footer.module.css'

/** The end of every page: the foot of the ticket. */
export function Footer({ locale }: { readonly locale: Locale }) {
  const { shop, tagline, footer } = messagesOf(locale)
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <p className={styles.name}>
          {shop}
          <span>{tagline}</span>
        </p>
        <p className={styles.promise}>{footer.promise}</p>
      </div>
    </footer>
  )
}
