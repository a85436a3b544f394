import type {
  addUserNote,
  deleteUserNote,
  listUserNotes,
  UserNote,
} from '@comptoir/contracts/accounts/user-routes'
import { formatDate } from '@comptoir/site/dates'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { NoteForm } from '../../../ui/form/note-form.tsx'
import { PersonName } from '../../../ui/person-name.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useCustomerWords } from '../customer-words.ts'
import own from './customer.module.css'

type Props = { readonly userId: string }

/** What staff wrote down about a customer, who reads it only in the export of their data. */
export function Notes({ userId }: Props) {
  const texts = useCustomerWords()
  const { may } = usePermissions()
  const { notes, add, remove } = useNotes(userId)
  const problem = notes.error ?? add.error
  const items = notes.data?.items ?? []
  return (
    <section className={classes['block']}>
      <h2>{texts.notes}</h2>
      {problem ? <ProblemNote problem={problemIn(problem)} /> : null}
      {notes.data && items.length === 0 ? <p>{texts.noNotes}</p> : null}
      {items.map((note) => (
        <Note key={note.noteId} note={note} remove={remove} />
      ))}
      {may('customers.note') ? (
        <NoteForm
          name={`note ${userId}`}
          within={`/customers/${userId}`}
          label={texts.note}
          action={texts.addNote}
          isBusy={add.isPending}
          send={add.mutateAsync}
        />
      ) : null}
    </section>
  )
}

function useNotes(userId: string) {
  const { call } = useApi()
  const queries = useQueryClient()
  const queryKey = ['accounts', 'ListUserNotes', userId]
  const notes = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      call<typeof listUserNotes>('GET /api/users/{userId}/notes', { params: { userId }, signal }),
  })
  const refresh = () => queries.invalidateQueries({ queryKey })
  const add = useMutation({
    mutationFn: (text: string) =>
      call<typeof addUserNote>('POST /api/users/{userId}/notes', {
        params: { userId },
        body: { text },
      }),
    onSettled: refresh,
  })
  const remove = async (noteId: string) => {
    const params = { userId, noteId }
    await call<typeof deleteUserNote>('DELETE /api/users/{userId}/notes/{noteId}', { params })
    await refresh()
  }
  return { notes, add, remove }
}

type NoteProps = {
  readonly note: UserNote
  readonly remove: (noteId: string) => Promise<void>
}

function Note({ note: { noteId, text, at, by }, remove }: NoteProps) {
  const texts = useCustomerWords()
  const locale = useLocale()
  const { may } = usePermissions()
  return (
    <div className={own['note']}>
      {text}
      <div className={classes['hint']}>
        {formatDate(at, 'moment', locale)} · <PersonName userId={by} />
      </div>
      {may('customers.note') ? (
        <DangerAction
          action={texts.deleteNote}
          request={`delete-note/${noteId}`}
          effect={texts.deleteNoteEffect(text)}
          asksWhy={false}
          run={() => remove(noteId)}
        />
      ) : null}
    </div>
  )
}
