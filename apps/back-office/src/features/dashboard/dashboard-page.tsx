import { Skeleton } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMessages } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import { takeFocus } from '../../ui/detail/take-focus.ts'
import { LiveDot } from '../../ui/live/live-dot.tsx'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { StaleNote } from '../../ui/stale-note.tsx'
import { Charts } from './charts.tsx'
import classes from './dashboard.module.css'
import { useDashboardTexts } from './dashboard-texts.ts'
import { Figures } from './figures.tsx'
import { Rebuild } from './rebuild.tsx'
import { Ticker } from './ticker.tsx'
import { salesTiles, workTiles } from './tiles.ts'
import { useDashboard } from './use-dashboard.ts'

const route = getRouteApi('/dashboard')

/** Where the day begins: what was sold, what is to be done, and orders as they come. */
export function DashboardPage() {
  const texts = useDashboardTexts()
  const { frame } = useMessages()
  const { may } = usePermissions()
  const { rebuild } = route.useSearch()
  const { asked, isLive, refused } = useDashboard()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => takeFocus(heading.current), [])
  const figures = asked.data
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <h1 ref={heading} tabIndex={-1}>
          {texts.title}
        </h1>
        <LiveDot isLive={isLive} />
      </header>
      {refused ? <ProblemNote problem={refused} /> : null}
      {asked.isError && !figures ? (
        <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
      ) : null}
      {asked.isError && figures ? <StaleNote readAt={asked.dataUpdatedAt} /> : null}
      {asked.isPending ? (
        <div className="late" aria-busy>
          <span className="unseen">{frame.loading}</span>
          <Skeleton height={320} />
        </div>
      ) : null}
      {figures ? (
        <>
          <Figures title={texts.periods.now} tiles={workTiles(figures.now)} />
          <Figures title={texts.periods.today} tiles={salesTiles('today', figures.today)} />
          <Figures
            title={texts.periods.last30Days}
            tiles={salesTiles('last30Days', figures.last30Days)}
          />
          <Charts days={figures.days} />
        </>
      ) : null}
      {may('orders.read') ? <Ticker /> : null}
      <Rebuild rebuildId={rebuild} />
    </div>
  )
}
