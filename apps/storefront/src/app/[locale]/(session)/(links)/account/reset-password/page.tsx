import { notIndexed } from '../../../../../../features/frame/not-indexed.ts'
import styles from '../../../../../../features/session/forms.module.css'
import { ResetForm } from '../../../../../../features/session/reset-form.client.tsx'
import { localeOf } from '../../../../../../messages/messages.ts'
import { sessionMessages } from '../../../../../../messages/session.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => sessionMessages(locale).resetTitle)

export default async function ResetFormPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  const m = sessionMessages(locale)
  return (
    <div className={styles.page}>
      <h1>{m.resetTitle}</h1>
      <ResetForm locale={locale} />
    </div>
  )
}
