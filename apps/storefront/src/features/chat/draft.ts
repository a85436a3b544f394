/**
 * What is being written, and the id that its message was sent under: a double click, a retry after a lost answer and a reload send the
 * same id, so the shop has one message. Another text is another message.
 */
export type Draft = {
  readonly text: string
  readonly email: string
  readonly sent?: { readonly clientMsgId: string; readonly body: string }
}

export const emptyDraft: Draft = { text: '', email: '' }

/** The draft as it is sent now; nothing when there is nothing to say. */
export function withId(draft: Draft, newId: () => string): Required<Draft> | undefined {
  const body = draft.text.trim()
  if (body === '') return undefined
  const sent = draft.sent?.body === body ? draft.sent : { clientMsgId: newId(), body }
  return { ...draft, sent }
}

/** The draft after its message arrived: empty, unless something else was written meanwhile. */
export function afterArrival(draft: Draft, clientMsgId: string | undefined): Draft {
  if (clientMsgId === undefined || draft.sent?.clientMsgId !== clientMsgId) return draft
  const { sent, ...rest } = draft
  return sent.body === draft.text.trim() ? { ...rest, text: '' } : rest
}

/** What the service, and any mail server, takes at least. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
