import { formatDate } from '@comptoir/site/dates'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import type { LegalSection, LegalText } from './legal-text.ts'
import styles from './legal-view.module.css'

type LegalViewProps = { readonly text: LegalText; readonly locale: Locale }

/** A text of the shop, with the day from which it counts. */
export function LegalView({ text, locale }: LegalViewProps) {
  const { home, legal: m } = messagesOf(locale)
  return (
    <article className={styles.text}>
      <Breadcrumb label={home} crumbs={[{ href: `/${locale}`, text: home }]} />
      <h1>{text.title}</h1>
      {text.since && (
        <p className={styles.since}>{m.since(formatDate(text.since, 'date', locale))}</p>
      )}
      {text.sections.map((section) => (
        <Section key={section.heading} section={section} />
      ))}
    </article>
  )
}

function Section({ section: { heading, paragraphs } }: { readonly section: LegalSection }) {
  const points = paragraphs.filter((one) => one.startsWith('- '))
  return (
    <section>
      <h2>{heading}</h2>
      {paragraphs
        .filter((one) => !one.startsWith('- '))
        .map((one) => (
          <p key={one}>{one}</p>
        ))}
      {points.length > 0 && (
        <ul>
          {points.map((one) => (
            <li key={one}>{one.slice(2)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
