import type { DashboardFigure, listFigure } from '@comptoir/contracts/admin/dashboard'
import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useApi, useMessages } from '../../office.tsx'
import { MoreButton } from '../../ui/actions/more-button.tsx'
import { takeFocus } from '../../ui/detail/take-focus.ts'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { StaleNote } from '../../ui/stale-note.tsx'
import classes from './dashboard.module.css'
import { useDashboardTexts } from './dashboard-texts.ts'
import { type FigureSearch, figureIn, figuresOfTime, periods } from './figure-search.ts'
import { ItemTable } from './item-table.tsx'

const route = getRouteApi('/dashboard/$figure')

/** All that a figure counts, page after page. */
function useItems(figure: DashboardFigure, { period = 'today' }: FigureSearch) {
  const { call } = useApi()
  return useInfiniteQuery({
    queryKey: ['admin', 'ListDashboardItems', figure, period],
    queryFn: ({ pageParam: cursor, signal }) =>
      call<typeof listFigure>('GET /api/dashboard/figures/{figure}', {
        params: { figure },
        query: { period, limit: 50, ...(cursor !== undefined && { cursor }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

/** The list that explains a figure: what it counts, each with its own page. */
export function FigurePage() {
  const texts = useDashboardTexts()
  const figure = figureIn(route.useParams().figure)
  const search = route.useSearch()
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure is another page
  useEffect(() => takeFocus(heading.current), [figure])
  return (
    <div className={classes['page']}>
      <Link to="/dashboard" className={classes['back']}>
        <ArrowLeft size={16} aria-hidden /> {texts.back}
      </Link>
      <header className={classes['head']}>
        <h1 ref={heading} tabIndex={-1}>
          {texts.figures[figure]}
        </h1>
        {figuresOfTime.includes(figure) ? <Periods figure={figure} {...search} /> : null}
      </header>
      <p>{texts.explained[figure]}</p>
      <Items figure={figure} search={search} />
    </div>
  )
}

type ItemsProps = { readonly figure: DashboardFigure; readonly search: FigureSearch }

function Items({ figure, search }: ItemsProps) {
  const texts = useDashboardTexts()
  const { frame } = useMessages()
  const asked = useItems(figure, search)
  if (asked.isPending) {
    return (
      <div className="late" aria-busy>
        <span className="unseen">{frame.loading}</span>
        <Skeleton height={240} />
      </div>
    )
  }
  if (!asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  const items = asked.data.pages.flatMap((page) => page.items)
  return (
    <>
      {asked.isError ? <StaleNote readAt={asked.dataUpdatedAt} /> : null}
      {items.length === 0 ? (
        <p>{texts.nothing}</p>
      ) : (
        <ItemTable caption={texts.figures[figure]} items={items} />
      )}
      <MoreButton
        mt="sm"
        found={{
          hasMore: asked.hasNextPage,
          isReadingMore: asked.isFetchingNextPage,
          readMore: () => void asked.fetchNextPage(),
        }}
      />
    </>
  )
}

type PeriodsProps = FigureSearch & { readonly figure: DashboardFigure }

function Periods({ figure, period = 'today' }: PeriodsProps) {
  const texts = useDashboardTexts()
  return (
    <nav className={classes['periods']} aria-label={texts.figures[figure]}>
      {periods.map((one) => (
        <Link
          key={one}
          to="/dashboard/$figure"
          params={{ figure }}
          search={{ period: one }}
          className={classes['period']}
          aria-current={one === period ? 'true' : undefined}
        >
          {texts.periods[one]}
        </Link>
      ))}
    </nav>
  )
}
