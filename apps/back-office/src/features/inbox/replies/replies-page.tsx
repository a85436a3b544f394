import type { CannedReply } from '@comptoir/contracts/support/schemas'
import { readText } from '@comptoir/site/localized'
import { Button, Skeleton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { takeFocus } from '../../../ui/detail/take-focus.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StaleNote } from '../../../ui/stale-note.tsx'
import { useInboxTexts } from '../inbox-texts.ts'
import { useCannedReplies } from '../use-canned-replies.ts'
import classes from './replies.module.css'
import { ReplyForm } from './reply-form.tsx'
import { useRemoveReply } from './use-remove-reply.ts'

/** What agents write often: read by all of them, written by the staff. */
export function RepliesPage() {
  const { back, cannedPage: texts } = useInboxTexts()
  const { may } = usePermissions()
  const { asked, replies } = useCannedReplies()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => takeFocus(heading.current), [])
  // of one new reply: the next one has another
  const [newId, setNewId] = useState<string>()
  return (
    <article className={classes['page']}>
      <BackLink to="/inbox" text={back} />
      <h1 ref={heading} tabIndex={-1}>
        {texts.title}
      </h1>
      <p>{texts.intro}</p>
      {asked.isPending ? <Skeleton className="late" height={120} aria-busy /> : null}
      {asked.isError && !asked.data ? (
        <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
      ) : null}
      {asked.isError && asked.data ? <StaleNote readAt={asked.dataUpdatedAt} /> : null}
      {asked.data?.length === 0 ? <p>{texts.empty}</p> : null}
      {may('canned-replies.write') && newId === undefined ? (
        <p>
          <Button onClick={() => setNewId(crypto.randomUUID())}>{texts.add}</Button>
        </p>
      ) : null}
      {newId === undefined ? null : (
        <ReplyForm key={newId} replyId={newId} onDone={() => setNewId(undefined)} />
      )}
      <ul>
        {replies.map((reply) => (
          <li key={reply.replyId}>
            <Reply reply={reply} />
          </li>
        ))}
      </ul>
    </article>
  )
}

function Reply({ reply }: { readonly reply: CannedReply }) {
  const { cannedPage: texts } = useInboxTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const remove = useRemoveReply()
  const [isEdited, setEdited] = useState(false)
  const { title, shortcut, text } = reply
  const shown = readText(text, locale)
  if (isEdited) {
    return <ReplyForm replyId={reply.replyId} reply={reply} onDone={() => setEdited(false)} />
  }
  return (
    <>
      <h2>
        {title} {shortcut === undefined ? null : <small>{shortcut}</small>}
      </h2>
      <p lang={shown.lang} className={classes['text']}>
        {shown.text}
      </p>
      {remove.isError ? <ProblemNote problem={problemIn(remove.error)} /> : null}
      {may('canned-replies.write') ? (
        <div className={classes['row']}>
          <Button size="xs" variant="default" onClick={() => setEdited(true)}>
            {texts.edit(title)}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={remove.isPending}
            onClick={() => remove.mutate(reply)}
          >
            {texts.remove(title)}
          </Button>
        </div>
      ) : null}
    </>
  )
}
