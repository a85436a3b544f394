import { Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useMessages } from '../office.tsx'
import { problemIn } from './problem.ts'
import { ProblemNote } from './problem-note.tsx'
import { StaleNote } from './stale-note.tsx'

type Props<T> = {
  readonly asked: UseQueryResult<T>
  readonly children: (data: T) => ReactNode
}

/** What was asked for: that it is on its way, why it did not come, or it; of before, when it could not be read again. */
export function Asked<T>({ asked, children }: Props<T>) {
  const { data, error, isError, dataUpdatedAt, refetch } = asked
  if (data === undefined) {
    if (!isError) return <Loading />
    return <ProblemNote problem={problemIn(error)} retry={() => void refetch()} />
  }
  return (
    <>
      {isError ? <StaleNote readAt={dataUpdatedAt} /> : null}
      {children(data)}
    </>
  )
}

/** That something is on its way. */
export function Loading() {
  const { frame } = useMessages()
  return (
    <div className="late" aria-busy>
      <span className="unseen">{frame.loading}</span>
      <Skeleton height={32} width={320} mb="md" />
      <Skeleton height={200} />
    </div>
  )
}
