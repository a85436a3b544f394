import { type Locale, messagesOf } from '../../messages/messages.ts'
import { noteMissing } from '../../shop/page-tags.ts'

/** Says that what the address names is not there, with the status that says so too. */
export function MissingPage({ locale }: { readonly locale: Locale }) {
  noteMissing()
  const { states } = messagesOf(locale)
  return (
    <>
      <title>{states.notFound}</title>
      <h1>{states.notFound}</h1>
      <p>{states.notFoundHint}</p>
    </>
  )
}
