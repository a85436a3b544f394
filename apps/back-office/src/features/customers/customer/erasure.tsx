import type { ErasureReceipt, readErasure } from '@comptoir/contracts/accounts/personal-data-routes'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { useQuery } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Notice } from '../../../ui/notice.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { useCustomerWords } from '../customer-words.ts'

export const erasureKey = (userId: string) => ['accounts', 'GetErasure', userId]

const againMs = 2_000

/** How far an erasure is: what each service still keeps, because the law asks for it. */
export function Erasure({ userId }: { readonly userId: string }) {
  const { call } = useApi()
  const asked = useQuery({
    queryKey: erasureKey(userId),
    queryFn: ({ signal }) =>
      call<typeof readErasure>('GET /api/users/{userId}/erasure', { params: { userId }, signal }),
    // until all have answered
    refetchInterval: ({ state }) => (state.data?.completedAt ? false : againMs),
  })
  if (asked.data) return <Progress erasure={asked.data} />
  if (!asked.isError) return null
  return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
}

function Progress({ erasure }: { readonly erasure: ErasureReceipt }) {
  const texts = useCustomerWords()
  const locale = useLocale()
  const { services, completedAt, requestedAt, requestedBy } = erasure
  const done = services.filter(({ erasedAt }) => erasedAt !== undefined).length
  const moment = (at: string) => formatDate(at, 'moment', locale)
  return (
    <>
      <Notice tone={completedAt ? 'calm' : 'attention'} role="status">
        {completedAt ? texts.erasedAt(moment(completedAt)) : texts.erasing(done, services.length)}
      </Notice>
      <p>{texts.erasureAsked(moment(requestedAt), texts.askedBy[requestedBy])}</p>
      <Wide label={texts.erasureTable}>
        <table className={classes['table']}>
          <caption className="unseen">{texts.erasureTable}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.service}</th>
              <th scope="col">{texts.erasedOn}</th>
              <th scope="col">{texts.stays}</th>
            </tr>
          </thead>
          <tbody>
            {services.map(({ service, erasedAt, keeps }) => {
              const { text, lang } = readText(keeps, locale)
              return (
                <tr key={service}>
                  <td>{service}</td>
                  <td>{erasedAt === undefined ? texts.notYet : moment(erasedAt)}</td>
                  <td lang={lang}>{text}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Wide>
    </>
  )
}
