import { Instant } from '@comptoir/contracts/common'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'

/** What staff wrote down about a customer. */
export const StoredNote = z.object({
  noteId: z.string(),
  text: z.string(),
  by: z.string(),
  at: Instant,
})
export type StoredNote = Readonly<z.infer<typeof StoredNote>>
type Notes = readonly StoredNote[]

const mostNotes = 100

export function addNote(notes: Notes, note: StoredNote): StoredNote[] {
  if (notes.length >= mostNotes)
    throw refuse('transition_refused', `${mostNotes} notes are there already`)
  return [...notes, note]
}

export function removeNote(notes: Notes, noteId: string): StoredNote[] {
  const left = notes.filter((note) => note.noteId !== noteId)
  if (left.length === notes.length) throw refuse('not_found', 'there is no such note')
  return left
}
