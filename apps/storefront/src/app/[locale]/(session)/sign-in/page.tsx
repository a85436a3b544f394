import type { Metadata } from 'next'
import { EntryForm } from '../../../../features/session/entry-form.client.tsx'
import styles from '../../../../features/session/forms.module.css'
import { localeOf } from '../../../../messages/messages.ts'
import { sessionMessages } from '../../../../messages/session.ts'

type PageProps = {
  readonly params: Promise<{ readonly locale: string }>
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const locale = localeOf((await params).locale) ?? 'fr'
  return { title: sessionMessages(locale).signInTitle, robots: { index: false } }
}

const textOf = (value: string | readonly string[] | undefined) =>
  typeof value === 'string' ? value : undefined

export default async function SignInPage({ params, searchParams }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { next, problem } = await searchParams
  const m = sessionMessages(locale)
  const target = textOf(next) ?? `/${locale}`
  const query = new URLSearchParams({ next: target })
  return (
    <div className={styles.page}>
      <h1>{m.signInTitle}</h1>
      <EntryForm locale={locale} kind="sign-in" next={target} problem={textOf(problem)} />
      <p className={styles.links}>
        <a href={`/${locale}/forgot`}>{m.forgotten}</a>
        <a href={`/${locale}/register?${query}`}>
          {m.noAccount} {m.register}
        </a>
      </p>
    </div>
  )
}
