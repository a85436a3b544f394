import type {
  listProductChanges,
  ProductChangeJob,
} from '@comptoir/contracts/catalog/product-change-routes'
import { formatDate } from '@comptoir/site/dates'
import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useApi, useLocale, useMessages, useWords } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { PlainPage } from '../../../ui/detail/plain-page.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import classes from '../products.module.css'
import { useCategories } from '../use-categories.ts'
import { changeText, isMoving } from './change-words.ts'

const tones: Readonly<Record<ProductChangeJob['status'], StatusTone>> = {
  ...{ running: 'calm', paused: 'attention', done: 'good' },
  ...{ cancelled: 'ended', undoing: 'calm', undone: 'ended' },
}

function useChanges() {
  const { call } = useApi()
  return useInfiniteQuery({
    queryKey: ['catalog', 'ListProductChanges'],
    queryFn: ({ pageParam: cursor, signal }) =>
      call<typeof listProductChanges>('GET /api/product-changes', {
        query: { limit: 50, ...(cursor !== undefined && { cursor }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // what runs is followed
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isMoving)) ? 2_000 : false,
  })
}

/** What was done to many products at once, the last first. */
export function ChangesPage() {
  const { changes: texts, bulk } = useWords({ fr: productsFr, en: productsEn })
  const { list, frame } = useMessages()
  const asked = useChanges()
  const jobs = asked.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <PlainPage back={<BackLink to="/products" text={bulk.back} />} title={texts.title}>
      {asked.isPending ? (
        <div className="late" aria-busy>
          <span className="unseen">{frame.loading}</span>
          <Skeleton height={200} />
        </div>
      ) : null}
      {asked.isError ? (
        <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
      ) : null}
      {asked.isSuccess && jobs.length === 0 ? <p>{texts.none}</p> : null}
      {jobs.length > 0 ? <JobTable jobs={jobs} /> : null}
      {asked.hasNextPage ? (
        <Button
          mt="md"
          size="xs"
          variant="default"
          loading={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {list.more}
        </Button>
      ) : null}
    </PlainPage>
  )
}

function JobTable({ jobs }: { readonly jobs: readonly ProductChangeJob[] }) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const locale = useLocale()
  const { nameOf } = useCategories()
  const { changes } = texts
  return (
    <Wide label={changes.title}>
      <table className={classes['table']}>
        <caption className="unseen">{changes.title}</caption>
        <thead>
          <tr>
            <th scope="col">{changes.when}</th>
            <th scope="col">{changes.what}</th>
            <th scope="col">{changes.state}</th>
            <th scope="col" className={classes['amount']}>
              {changes.products}
            </th>
            <th scope="col" className={classes['amount']}>
              {changes.changed}
            </th>
            <th scope="col" className={classes['amount']}>
              {changes.failed}
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.changeId}>
              <td>
                <Link
                  to="/products/changes/$changeId"
                  params={{ changeId: job.changeId }}
                  search={true}
                >
                  <time dateTime={job.createdAt}>
                    {formatDate(job.createdAt, 'moment', locale)}
                  </time>
                </Link>
              </td>
              <td>
                {job.changes
                  .map((one) => changeText(one, { texts, locale, categoryName: nameOf }))
                  .join(' · ')}
              </td>
              <td>
                <StatusBadge text={changes.statuses[job.status]} tone={tones[job.status]} />
              </td>
              <td className={classes['amount']}>{job.total}</td>
              <td className={classes['amount']}>{job.progress.changed}</td>
              <td className={classes['amount']}>{job.progress.failed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
