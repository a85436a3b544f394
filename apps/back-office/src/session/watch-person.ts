import type { Session } from './session.ts'

type Watched = {
  /** Nobody is signed in any more. */
  readonly onOut: () => void
  /** Somebody else is signed in than before, with no sign-out between. */
  readonly onOther: () => void
}

/** Tells when what was read for one person must not be seen by the next. */
export function watchPerson(
  { state, subscribe }: Pick<Session, 'state' | 'subscribe'>,
  { onOut, onOther }: Watched,
): () => void {
  let last: string | undefined
  return subscribe(() => {
    const now = state()
    if (now.kind === 'out') onOut()
    if (now.kind !== 'in') return
    const { userId } = now.person
    if (last !== undefined && last !== userId) onOther()
    last = userId
  })
}
