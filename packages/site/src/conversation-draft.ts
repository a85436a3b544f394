type SentMessage = { readonly clientMsgId: string; readonly body: string }

/**
 * What is being written, and the id that its message was sent under: a double click, a retry after a lost answer and a reload send the
 * same id, so the shop has one message. Another text is another message.
 */
export type Draft = {
  readonly text: string
  readonly sent?: SentMessage | undefined
}

/** The draft as it is sent now; nothing when there is nothing to say. */
export function withId<D extends Draft>(
  draft: D,
  newId: () => string,
): (D & { readonly sent: SentMessage }) | undefined {
  const body = draft.text.trim()
  if (body === '') return undefined
  const sent = draft.sent?.body === body ? draft.sent : { clientMsgId: newId(), body }
  return { ...draft, sent }
}

/** The draft after its message arrived: empty, unless something else was written meanwhile. */
export function afterArrival<D extends Draft>(draft: D, clientMsgId: string | undefined): D {
  if (clientMsgId === undefined || draft.sent?.clientMsgId !== clientMsgId) return draft
  const text = draft.sent.body === draft.text.trim() ? '' : draft.text
  return { ...draft, text, sent: undefined }
}
