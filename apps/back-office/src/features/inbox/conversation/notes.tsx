import type { addNote, listNotes } from '@comptoir/contracts/support/agent-routes'
import type { ConversationNote } from '@comptoir/contracts/support/schemas'
import { afterArrival, type Draft, withId } from '@comptoir/site/conversation-draft'
import { formatDate } from '@comptoir/site/dates'
import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useInboxTexts } from '../inbox-texts.ts'
import { notesKey, useAgents } from '../use-inbox.ts'
import classes from './conversation.module.css'
import { useMessageDraft } from './use-message-draft.ts'

type Props = { readonly conversationId: string }
type Notes = { readonly items: ConversationNote[] }

/** What agents tell each other; the customer never sees it. */
export function Notes({ conversationId }: Props) {
  const { call } = useApi()
  const texts = useInboxTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const agents = useAgents()
  const asked = useQuery({
    queryKey: notesKey(conversationId),
    queryFn: ({ signal }) =>
      call<typeof listNotes>('GET /api/conversations/{conversationId}/notes', {
        ...{ params: { conversationId }, signal },
      }),
  })
  const nameOf = (id: string) =>
    agents.data?.items.find(({ agentId }) => agentId === id)?.displayName ?? id
  return (
    <section>
      <h2>{texts.notes}</h2>
      {asked.isError && !asked.data ? (
        <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
      ) : null}
      {asked.data?.items.length === 0 ? <p>{texts.noNotes}</p> : null}
      {asked.data?.items.map(({ number, body, agentId, createdAt }) => (
        <div key={number} className={classes['note']}>
          {body}
          <div className={classes['hint']}>
            {formatDate(createdAt, 'moment', locale)} · {nameOf(agentId)}
          </div>
        </div>
      ))}
      {may('conversations.write') ? <NewNote conversationId={conversationId} /> : null}
    </section>
  )
}

function NewNote({ conversationId }: Props) {
  const { call } = useApi()
  const texts = useInboxTexts()
  const queries = useQueryClient()
  const { draft, latest, change } = useMessageDraft(`note ${conversationId}`)
  const adding = useMutation({
    mutationFn: (sent: NonNullable<Draft['sent']>) =>
      call<typeof addNote>('POST /api/conversations/{conversationId}/notes', {
        ...{ params: { conversationId }, body: sent },
      }),
    onSuccess(note, { clientMsgId }) {
      change((before) => afterArrival(before, clientMsgId))
      queries.setQueryData<Notes>(notesKey(conversationId), (known) => ({
        items: [...(known?.items ?? []).filter(({ number }) => number !== note.number), note],
      }))
    },
  })
  function submit(): void {
    const next = withId(latest.current, () => crypto.randomUUID())
    if (!next) return
    change(() => next)
    adding.mutate(next.sent)
  }
  return (
    <form
      className={classes['composer']}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {adding.isError ? <ProblemNote problem={problemIn(adding.error)} /> : null}
      <Textarea
        label={texts.note}
        value={draft.text}
        onChange={({ currentTarget: { value: text } }) => change((before) => ({ ...before, text }))}
        required
        maxLength={4_000}
        autosize
        minRows={2}
      />
      <div>
        <Button type="submit" size="xs" variant="default" loading={adding.isPending}>
          {texts.addNote}
        </Button>
      </div>
    </form>
  )
}
