import type {
  lookUpSuppression,
  removeSuppression,
} from '@comptoir/contracts/notifications/consent'
import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import { formatDate } from '@comptoir/site/dates'
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useApi, useLocale } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import { Facts } from '../../ui/detail/facts.tsx'
import { takeFocus } from '../../ui/detail/take-focus.ts'
import { Notice } from '../../ui/notice.tsx'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useToast } from '../../ui/toast/use-toast.ts'
import { NotificationSections } from './notification-sections.tsx'
import { useNotificationTexts } from './notification-texts.ts'
import classes from './notifications.module.css'
import { recipientIn } from './recipient.ts'

type Found = AnswerOf<typeof lookUpSuppression>

/** Whether an address is written to, why not, and the way to write to it again. */
export function SuppressionsPage() {
  const { call } = useApi()
  const { sections, suppressions: texts } = useNotificationTexts()
  const [typed, setTyped] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => takeFocus(heading.current), [])
  const looking = useMutation({
    mutationFn: (text: string) =>
      call<typeof lookUpSuppression>('POST /api/suppressions/lookup', { body: recipientIn(text) }),
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    looking.mutate(typed)
  }
  return (
    <article className={classes['page']}>
      <h1 ref={heading} tabIndex={-1}>
        {sections.suppressions}
      </h1>
      <NotificationSections />
      <p>{texts.intro}</p>
      <form className={classes['fields']} onSubmit={submit}>
        <TextInput
          label={texts.address}
          description={texts.hint}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          required
          maxLength={320}
        />
        <div>
          <Button type="submit" loading={looking.isPending}>
            {texts.look}
          </Button>
        </div>
      </form>
      {looking.isError ? <ProblemNote problem={problemIn(looking.error)} /> : null}
      {looking.data ? <Address key={looking.submittedAt} found={looking.data} /> : null}
    </article>
  )
}

function Address({ found }: { readonly found: Found }) {
  const { call } = useApi()
  const { suppressions: texts } = useNotificationTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const toast = useToast()
  const address = found.email ?? found.phone ?? ''
  const removing = useMutation({
    mutationFn: () =>
      call<typeof removeSuppression>('POST /api/suppressions/remove', {
        body: recipientIn(address),
      }),
    onSuccess: () => toast(texts.removed),
  })
  const { suppressed, reason, at, recipient } = removing.data ?? found
  return (
    <section>
      <Notice tone={suppressed ? 'attention' : 'calm'} role="status">
        {suppressed ? texts.blocked(address) : texts.free(address)}
      </Notice>
      <Facts
        rows={[
          [texts.reason, reason && texts.reasons[reason]],
          [texts.since, at && formatDate(at, 'moment', locale)],
        ]}
      />
      {removing.isError ? <ProblemNote problem={problemIn(removing.error)} /> : null}
      <div className={classes['row']}>
        {suppressed && may('notifications.write') ? (
          <Button loading={removing.isPending} onClick={() => removing.mutate()}>
            {texts.remove}
          </Button>
        ) : null}
        <Link to="/notifications/outbox" search={{ recipient }}>
          {texts.messages}
        </Link>
      </div>
    </section>
  )
}
