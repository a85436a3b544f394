import type { listOrderDrafts } from '@comptoir/contracts/orders/by-staff/draft-routes'
import type { DraftOverview } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import { formatDate } from '@comptoir/site/dates'
import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useApi, useLocale, useMessages } from '../../../office.tsx'
import { MoreButton } from '../../../ui/actions/more-button.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { takeFocus } from '../../../ui/detail/take-focus.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StaleNote } from '../../../ui/stale-note.tsx'
import { Wide } from '../../../ui/wide.tsx'
import classes from '../order/order.module.css'
import { useDraftTexts } from './draft-texts.ts'

const draftsKey = ['orders', 'ListOrderDrafts']

/** Orders by phone that are not placed yet. */
export function DraftsPage() {
  const { call } = useApi()
  const texts = useDraftTexts()
  const { frame } = useMessages()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => takeFocus(heading.current), [])
  const asked = useInfiniteQuery({
    queryKey: draftsKey,
    queryFn: ({ pageParam: cursor, signal }) =>
      call<typeof listOrderDrafts>('GET /api/order-drafts', {
        query: { limit: 50, ...(cursor !== undefined && { cursor }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const drafts = asked.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <article className={classes['order']}>
      <BackLink to="/orders" text={texts.toOrders} />
      <div className={classes['head']}>
        <h1 ref={heading} tabIndex={-1}>
          {texts.title}
        </h1>
        <Link
          to="/orders/drafts/$draftId"
          params={{ draftId: 'new' }}
          search={true}
          className={classes['back']}
        >
          {texts.create}
        </Link>
      </div>
      <p>{texts.intro}</p>
      {asked.isPending ? (
        <div className="late" aria-busy>
          <span className="unseen">{frame.loading}</span>
          <Skeleton height={200} />
        </div>
      ) : null}
      {asked.isError && !asked.data ? (
        <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
      ) : null}
      {asked.isError && asked.data ? <StaleNote readAt={asked.dataUpdatedAt} /> : null}
      {asked.data && drafts.length === 0 ? <p>{texts.none}</p> : null}
      {drafts.length > 0 ? <DraftTable drafts={drafts} /> : null}
      <MoreButton
        mt="sm"
        found={{
          hasMore: asked.hasNextPage,
          isReadingMore: asked.isFetchingNextPage,
          readMore: () => void asked.fetchNextPage(),
        }}
      />
    </article>
  )
}

function DraftTable({ drafts }: { readonly drafts: readonly DraftOverview[] }) {
  const texts = useDraftTexts()
  const locale = useLocale()
  return (
    <Wide label={texts.title}>
      <table className={classes['table']}>
        <caption className="unseen">{texts.title}</caption>
        <thead>
          <tr>
            {Object.entries(texts.columns).map(([name, title]) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drafts.map(({ draftId, customer, itemCount, createdBy, updatedAt }) => {
            const name = customer.email ?? `${texts.account} ${customer.userId ?? ''}`
            return (
              <tr key={draftId}>
                <td>
                  <Link
                    to="/orders/drafts/$draftId"
                    params={{ draftId }}
                    search={true}
                    className={classes['back']}
                    aria-label={texts.open(name)}
                  >
                    {name}
                  </Link>
                </td>
                <td>{texts.items(itemCount)}</td>
                <td>{createdBy}</td>
                <td>
                  <time dateTime={updatedAt}>{formatDate(updatedAt, 'moment', locale)}</time>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Wide>
  )
}
