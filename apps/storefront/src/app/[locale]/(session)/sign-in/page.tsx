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

export const generateMetadata = notIndexed((locale) => sessionMessages(locale).signInTitle)

export default async function SignInPage({ params, searchParams }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { next, problem, query } = await readEntry(searchParams, locale)
  const m = sessionMessages(locale)
  return (
    <div className={styles.page}>
      <h1>{m.signInTitle}</h1>
      <EntryForm kind="sign-in" {...{ locale, next, problem }} />
      <p className={styles.links}>
        <a href={`/${locale}/forgot`}>{m.forgotten}</a>
        <a href={`/${locale}/register?${query}`}>
          {m.noAccount} {m.register}
        </a>
      </p>
    </div>
  )
}
