import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type { changeCustomerTags } from '@comptoir/contracts/accounts/user-routes'
import { formatDate } from '@comptoir/site/dates'
import { TagsInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useApi, useLocale, useMessages } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/detail/detail.module.css'
import { Facts } from '../../../ui/detail/facts.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useCustomerWords } from '../customer-words.ts'
import { useKeepCustomer } from './use-customer.ts'

type Props = { readonly customer: Profile }

/** What the account says: how to reach the person, since when, as what. */
export function Account({ customer }: Props) {
  const texts = useCustomerWords()
  const { frame } = useMessages()
  const locale = useLocale()
  const { email, emailVerifiedAt, phone, roles, preferences, createdAt, userId } = customer
  const isErased = customer.status === 'anonymised'
  const verified = emailVerifiedAt ? formatDate(emailVerifiedAt, 'date', locale) : texts.no
  return (
    <section className={classes['block']}>
      <h2>{texts.account}</h2>
      <Facts
        rows={[
          [texts.columns.email, isErased ? undefined : email],
          [texts.verified, isErased ? undefined : verified],
          [texts.columns.phone, phone],
          [texts.language, frame.languages[customer.locale]],
          [texts.columns.roles, roles.map((role) => frame.roles[role]).join(', ')],
          [texts.vendor, customer.vendorId],
          [texts.marketing, preferences.marketingConsent ? texts.yes : texts.no],
          [texts.columns.createdAt, formatDate(createdAt, 'date', locale)],
          [texts.columns.userId, userId],
        ]}
      />
      {isErased ? null : <Tags customer={customer} />}
    </section>
  )
}

/** By what price lists and promotions know the customer; a change counts at once. */
function Tags({ customer: { userId, tags = [] } }: Props) {
  const { call } = useApi()
  const texts = useCustomerWords()
  const { may } = usePermissions()
  const keep = useKeepCustomer()
  const tagging = useMutation({
    mutationFn: (wanted: string[]) =>
      call<typeof changeCustomerTags>('PUT /api/users/{userId}/tags', {
        params: { userId },
        body: { tags: wanted },
      }),
    // the whole list is sent: one after the other
    scope: { id: `tags/${userId}` },
    onSuccess: keep,
  })
  // what was refused stays, to be sent again
  const isWanted = tagging.isPending || tagging.isError
  return (
    <>
      <TagsInput
        label={texts.columns.tags}
        description={texts.tagsHint}
        value={isWanted ? tagging.variables : [...tags]}
        onChange={(wanted) => tagging.mutate(wanted)}
        readOnly={!may('customers.write')}
        maxTags={50}
        mb="md"
      />
      {tagging.isError ? <ProblemNote problem={problemIn(tagging.error)} /> : null}
    </>
  )
}
