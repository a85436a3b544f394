import { formatDate } from '@comptoir/site/dates'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import detail from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { Wide } from '../../../ui/wide.tsx'
import classes from '../platform.module.css'
import { usePlatformTexts } from '../platform-texts.ts'
import { type Letter, shortType, summed } from './letter.ts'
import { OutcomeNote } from './replay.tsx'
import { useLetter, useLetterActions } from './use-letters.ts'

const route = getRouteApi('/platform/dead-letters/$service/$letterId')

/** A dead letter: what was said, why it was not handled, and what becomes of it. */
export function LetterPage() {
  const { service, letterId } = route.useParams()
  const { letters: texts } = usePlatformTexts()
  const asked = useLetter(service, letterId)
  return (
    <DetailPage
      key={`${service} ${letterId}`}
      asked={asked}
      back={<BackLink to="/platform/dead-letters" text={texts.back} />}
      title={(letter) => (letter ? texts.heading(shortType(letter.event.type), service) : service)}
    >
      {(letter) => (letter ? <OpenLetter letter={letter} /> : <p role="status">{texts.gone}</p>)}
    </DetailPage>
  )
}

function OpenLetter({ letter }: { readonly letter: Letter }) {
  const { letters: texts } = usePlatformTexts()
  const locale = useLocale()
  const { event, reason, receivedAt } = letter
  return (
    <>
      <LetterActions letter={letter} />
      <Facts
        rows={[
          [texts.columns.reason, reason],
          [texts.columns.receivedAt, formatDate(receivedAt, 'moment', locale)],
          [texts.columns.subject, <Subject key="subject" subject={event.subject} />],
          [texts.source, event.source],
          [texts.said, formatDate(event.time, 'moment', locale)],
          [texts.event, event.id],
          [texts.trace, event.traceparent?.split('-')[1]],
        ]}
      />
      <h2>{texts.body}</h2>
      <Wide label={texts.body}>
        <pre className={classes['body']}>{JSON.stringify(event['data'], undefined, 2)}</pre>
      </Wide>
    </>
  )
}

function Subject({ subject }: { readonly subject: string }) {
  if (!subject.startsWith('ord_')) return subject
  return (
    <Link to="/orders/$orderId/$tab" params={{ orderId: subject, tab: 'saga' }}>
      {subject}
    </Link>
  )
}

function LetterActions({ letter }: { readonly letter: Letter }) {
  const { letters: texts } = usePlatformTexts()
  const { may } = usePermissions()
  const navigate = route.useNavigate()
  const { replay, discard } = useLetterActions()
  const toast = useToast()
  const leave = () => navigate({ to: '/platform/dead-letters', search: true })
  const replaying = useMutation({
    mutationFn: () => replay([letter]),
    async onSuccess(outcomes) {
      if (summed(outcomes).replayed === 0) return
      toast(texts.replayed(1))
      await leave()
    },
  })
  if (!may('platform.write')) return null
  return (
    <>
      <div className={detail['actions']}>
        <Button size="xs" loading={replaying.isPending} onClick={() => replaying.mutate()}>
          {texts.replay}
        </Button>
        <DangerAction
          action={texts.discard}
          effect={texts.discardEffect}
          request={`discard/${letter.service}/${letter.id}`}
          run={async (reason) => {
            await discard(letter, reason)
            toast(texts.discarded)
            await leave()
          }}
        />
      </div>
      <OutcomeNote outcomes={replaying.data} />
    </>
  )
}
