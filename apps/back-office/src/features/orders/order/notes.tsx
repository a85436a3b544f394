import type { addOrderNote, readOrderStaffFacts } from '@comptoir/contracts/orders/staff-routes'
import { formatDate } from '@comptoir/site/dates'
import { TagsInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { NoteForm } from '../../../ui/form/note-form.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { changeTags, type TagChange, tagChange } from '../change-tags.ts'
import { useOrderTexts } from '../order-texts.ts'
import classes from './order.module.css'
import { orderKey } from './use-order.ts'

type Props = { readonly orderId: string }

/** What staff wrote on an order, with its tags; the answer of a change is what is shown then. */
function useFacts(orderId: string) {
  const { call } = useApi()
  const queries = useQueryClient()
  const queryKey = [...orderKey(orderId), 'staff']
  const params = { orderId }
  const facts = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      call<typeof readOrderStaffFacts>('GET /api/orders/{orderId}/staff', { params, signal }),
  })
  const keep = (answer: object) => queries.setQueryData(queryKey, answer)
  const add = useMutation({
    mutationFn: ({ text, key }: { readonly text: string; readonly key: string }) =>
      call<typeof addOrderNote>('POST /api/orders/{orderId}/notes', {
        params,
        headers: { 'idempotency-key': key },
        body: { text },
      }),
    onSuccess: keep,
  })
  const tag = useMutation({
    mutationFn: ({ change }: { readonly wanted: string[]; readonly change: TagChange }) =>
      changeTags(call, orderId, change),
    // one after the other: each begins with the tags of the one before
    scope: { id: `tags/${orderId}` },
    onSuccess: keep,
  })
  return { facts, add, tag }
}

/** Tags and notes of the staff, which customers never see. */
export function Notes({ orderId }: Props) {
  const texts = useOrderTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const { facts, add, tag } = useFacts(orderId)
  const problem = facts.error ?? add.error ?? tag.error
  const notes = facts.data?.entries.filter(({ type }) => type === 'note') ?? []
  return (
    <section className={classes['block']}>
      <h2>{texts.notes}</h2>
      {problem ? <ProblemNote problem={problemIn(problem)} /> : null}
      {facts.data && notes.length === 0 ? <p>{texts.noNotes}</p> : null}
      {notes.map(({ id, at, by, text }) => (
        <div key={id} className={classes['note']}>
          {text}
          <div className={classes['hint']}>
            {formatDate(at, 'moment', locale)} · {by}
          </div>
        </div>
      ))}
      {facts.data && may('orders.write') ? <Tags tags={facts.data.tags} tag={tag} /> : null}
      {may('orders.note') ? <NewNote orderId={orderId} add={add} /> : null}
    </section>
  )
}

type TagsProps = {
  readonly tags: readonly string[]
  readonly tag: ReturnType<typeof useFacts>['tag']
}

function Tags({ tags, tag }: TagsProps) {
  const texts = useOrderTexts()
  // what was refused stays, to be sent again
  const unsaved = tag.isPending || tag.isError ? tag.variables : undefined
  const shown = unsaved?.wanted ?? [...tags]
  return (
    <TagsInput
      label={texts.tags}
      value={shown}
      onChange={(wanted) => {
        const before = unsaved && { unsaved: unsaved.change }
        tag.mutate({ wanted, change: tagChange({ shown, wanted, ...before }) })
      }}
      maxTags={20}
      mb="md"
    />
  )
}

function NewNote({ orderId, add }: Props & Pick<ReturnType<typeof useFacts>, 'add'>) {
  const texts = useOrderTexts()
  // of one note: sent again after a lost answer, it is written once
  const [key, setKey] = useState(() => crypto.randomUUID())
  async function send(text: string): Promise<void> {
    await add.mutateAsync({ text, key })
    setKey(crypto.randomUUID())
  }
  return (
    <NoteForm
      name={`note ${orderId}`}
      within={`/orders/${orderId}/`}
      label={texts.note}
      action={texts.addNote}
      isBusy={add.isPending}
      send={send}
    />
  )
}
