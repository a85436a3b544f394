import { Instant } from '@comptoir/contracts/common'
import { type ConversationNote, conversationLimits } from '@comptoir/contracts/support/schemas'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'

const StoredNote = z.object({
  number: z.int().min(1),
  afterSeq: z.int(),
  body: z.string(),
  agentId: z.string(),
  clientMsgId: z.string(),
  createdAt: Instant,
})
type StoredNote = z.infer<typeof StoredNote>
type NotesOf = { readonly notes: readonly StoredNote[] }
export type Notes = Collection<NotesOf>

/** Notes have documents of their own: what answers customers does not read them. The id is that of the conversation. */
export const createNotes = (store: Store): Notes =>
  createCollection<NotesOf>(store, {
    name: 'conversation-notes',
    schema: z.object({ notes: z.array(StoredNote) }),
  })

export type NewNote = Omit<StoredNote, 'number'>

/** Adds a note, once for each `clientMsgId` of an agent. Refuses one that was used for another text, and more than there is room for. */
export function addNote(known: NotesOf | undefined, note: NewNote): NotesOf | undefined {
  const { notes } = known ?? { notes: [] }
  const before = notes.find(
    ({ clientMsgId, agentId }) => clientMsgId === note.clientMsgId && agentId === note.agentId,
  )
  if (before && before.body !== note.body)
    throw refuse('already_exists', 'this clientMsgId was used for another note')
  if (before) return undefined
  if (notes.length >= conversationLimits.notes) throw refuse('transition_refused', 'it is full')
  return { notes: [...notes, { ...note, number: notes.length + 1 }] }
}

export function noteViewOf({ clientMsgId: _id, ...note }: StoredNote): ConversationNote {
  return note
}

/** The note that an agent wrote under an id. */
export function noteBy(
  { notes }: NotesOf,
  { agentId, clientMsgId }: Pick<NewNote, 'agentId' | 'clientMsgId'>,
): ConversationNote {
  const found = notes.find((one) => one.clientMsgId === clientMsgId && one.agentId === agentId)
  if (!found) throw refuse('not_found')
  return noteViewOf(found)
}
