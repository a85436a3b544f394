import { Skeleton } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMessages } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { takeFocus } from '../../../ui/detail/take-focus.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StaleNote } from '../../../ui/stale-note.tsx'
import classes from '../order/order.module.css'
import { DraftForm } from './draft-form.tsx'
import { useDraftTexts } from './draft-texts.ts'
import { useDraftOrder } from './use-draft-order.ts'

const route = getRouteApi('/orders/drafts/$draftId')

/** An order that is prepared for a customer on the phone. */
export function DraftPage() {
  const { draftId } = route.useParams()
  const texts = useDraftTexts()
  const { frame } = useMessages()
  const isNew = draftId === 'new'
  const asked = useDraftOrder(draftId)
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another draft is another page
  useEffect(() => takeFocus(heading.current), [draftId])
  return (
    <article className={classes['order']}>
      <BackLink to="/orders/drafts" text={texts.toDrafts} />
      <div className={classes['head']}>
        <h1 ref={heading} tabIndex={-1}>
          {isNew ? texts.headings.create : texts.headings.draft}
        </h1>
      </div>
      {isNew ? <DraftForm key="new" draft={undefined} /> : null}
      {!isNew && asked.isPending ? (
        <div className="late" aria-busy>
          <span className="unseen">{frame.loading}</span>
          <Skeleton height={320} />
        </div>
      ) : null}
      {asked.isError && !asked.data ? (
        <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
      ) : null}
      {asked.isError && asked.data ? <StaleNote readAt={asked.dataUpdatedAt} /> : null}
      {!isNew && asked.data ? <DraftForm key={draftId} draft={asked.data} /> : null}
    </article>
  )
}
