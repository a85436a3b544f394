import { notIndexed } from '../../../../features/frame/not-indexed.ts'
import { ForgotForm } from '../../../../features/session/forgot-form.client.tsx'
import styles from '../../../../features/session/forms.module.css'
import { localeOf } from '../../../../messages/messages.ts'
import { sessionMessages } from '../../../../messages/session.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => sessionMessages(locale).forgotTitle)

export default async function ForgotFormPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  const m = sessionMessages(locale)
  return (
    <div className={styles.page}>
      <h1>{m.forgotTitle}</h1>
      <p>{m.forgotText}</p>
      <ForgotForm locale={locale} />
    </div>
  )
}
