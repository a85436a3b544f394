import { notIndexed } from '../../../../features/frame/not-indexed.ts'
import { readEntry, type SearchParams } from '../../../../features/session/entry.ts'
import { EntryForm } from '../../../../features/session/entry-form.client.tsx'
import styles from '../../../../features/session/forms.module.css'
import { localeOf } from '../../../../messages/messages.ts'
import { sessionMessages } from '../../../../messages/session.ts'

type PageProps = {
  readonly params: Promise<{ readonly locale: string }>
  readonly searchParams: SearchParams
}

export const generateMetadata = notIndexed((locale) => sessionMessages(locale).register)

export default async function RegisterPage({ params, searchParams }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { next, problem, query } = await readEntry(searchParams, locale)
  const m = sessionMessages(locale)
  return (
    <div className={styles.page}>
      <h1>{m.register}</h1>
      <EntryForm kind="register" {...{ locale, next, problem }} />
      <p className={styles.links}>
        <a href={`/${locale}/sign-in?${query}`}>
          {m.hasAccount} {m.signIn}
        </a>
      </p>
    </div>
  )
}
