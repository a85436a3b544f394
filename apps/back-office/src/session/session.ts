import { type Problem, problemOf } from '@comptoir/site/call'
import type { Person, ShownSession } from '../answers.ts'
import { isSame } from '../ui/form/three-way.ts'

/** Somebody left. `unheard`: the server did not hear it, so the cookie of this browser still opens the session. */
type Left = 'left' | 'unheard'

/** `asking`: nobody knows yet. `away`: accounts does not answer, so nobody can. */
export type SessionState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'away' }
  | { readonly kind: 'out'; readonly because?: 'ended' | Left }
  | { readonly kind: 'in'; readonly person: Person }

/** Whose this tab is: nobody's without a session. */
export const personIdOf = (state: SessionState): string =>
  state.kind === 'in' ? state.person.userId : ''

/** What other tabs are told by. */
export type Channel = {
  postMessage(message: string): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
}

export type SessionOptions = {
  readonly fetch: typeof fetch
  readonly channel: Channel
  readonly clock?: () => number
}

/** An access token is renewed so long before its end, in ms: a request on its way is still let in. */
const renewBeforeMs = 60_000

type Held = { readonly token: string; readonly until: number }

/** What this tab holds, and who is told when it becomes another. */
function createHold(clock: () => number) {
  let state: SessionState = { kind: 'asking' }
  let held: Held | undefined
  let epoch = 0
  const listeners = new Set<() => void>()

  function become(next: SessionState): void {
    if (next.kind !== 'in') held = undefined
    if (next.kind === 'out') epoch += 1
    state = next
    for (const listener of listeners) listener()
  }

  return {
    state: () => state,
    become,
    /** Another after each end: what was asked in an older one no longer counts. */
    epoch: () => epoch,
    /** The token, when it is good for so long. */
    token: (forMs: number) => (held && held.until - clock() > forMs ? held.token : undefined),
    enter({ accessToken, expiresInSeconds, person }: ShownSession): string {
      held = { token: accessToken, until: clock() + expiresInSeconds * 1_000 }
      const isAsBefore = state.kind === 'in' && isSame(state.person, person)
      if (!isAsBefore) become({ kind: 'in', person })
      return accessToken
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/**
 * The session of this tab: the access token in memory only. All who need a new one share one renewal, and a tab that is left signs
 * the others out.
 */
export function createSession({ fetch, channel, clock = Date.now }: SessionOptions) {
  const { state, become, epoch, enter, token, subscribe } = createHold(clock)
  let renewal: { readonly of: number; readonly token: Promise<string | undefined> } | undefined

  async function post(path: string, body: object = {}): Promise<Response> {
    const headers = { 'content-type': 'application/json' }
    return await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  async function askAgain(of: number): Promise<string | undefined> {
    const session = await grantedBy(await post('/session/refresh').catch(() => undefined))
    if (of !== epoch()) return undefined
    if (session) return enter(session)
    become(withoutSession(state(), session === null))
    return undefined
  }

  /** A new access token; nothing when the session is over, or nobody can say. */
  function renew(): Promise<string | undefined> {
    const of = epoch()
    if (renewal?.of === of) return renewal.token
    const token = askAgain(of).finally(() => {
      if (renewal?.token === token) renewal = undefined
    })
    renewal = { of, token }
    return token
  }

  channel.addEventListener('message', ({ data }) => {
    if (data === 'left' || data === 'unheard') become({ kind: 'out', because: data })
    // also who is in: it may be another now; a renewal on its way may be of the one before
    if (data === 'entered') void Promise.resolve(renewal?.token).then(renew)
  })

  return {
    state,
    subscribe,
    renew,
    /** An access token that is good for a while; the one of before, while nobody answers. */
    token: async () => token(renewBeforeMs) ?? (await renew()) ?? token(0),
    /** Nothing, or why not. */
    async signIn(email: string, password: string): Promise<Problem | undefined> {
      const answer = await post('/session/sign-in', { email, password }).catch(() => undefined)
      if (!answer) return { status: 0, code: 'network' }
      if (!answer.ok) return await problemOf(answer)
      enter(((await answer.json()) as { session: ShownSession }).session)
      channel.postMessage('entered')
      return undefined
    },
    signOut: createLeaving({ state, become, channel }, () => post('/session/sign-out')),
  }
}

type Leaving = Pick<ReturnType<typeof createHold>, 'state' | 'become'> &
  Pick<SessionOptions, 'channel'>

/** Leaves in all tabs; also again, from the door, when the server did not hear it. */
function createLeaving({ state, become, channel }: Leaving, tell: () => Promise<Response>) {
  function leave(because: Left): void {
    become({ kind: 'out', because })
    channel.postMessage(because)
  }

  return async function signOut(): Promise<void> {
    if (state().kind !== 'out') leave('left')
    const answer = await tell().catch(() => undefined)
    const now = state()
    const because = answer?.ok ? 'left' : 'unheard'
    // somebody may have come in meanwhile
    if (now.kind === 'out' && now.because !== because) leave(because)
  }
}

/** What a tab is when it got no session: out when that is known, else what it was. */
function withoutSession(before: SessionState, isOver: boolean): SessionState {
  if (!isOver) return before.kind === 'asking' ? { kind: 'away' } : before
  return before.kind === 'in' ? { kind: 'out', because: 'ended' } : { kind: 'out' }
}

type Answer = { readonly session: ShownSession | null }

/** The session that was granted; null when there is none, or none of the staff; nothing when nobody can say. */
async function grantedBy(answer: Response | undefined): Promise<ShownSession | null | undefined> {
  if (answer?.ok) return ((await answer.json()) as Answer).session
  return answer?.status === 403 ? null : undefined
}

export type Session = ReturnType<typeof createSession>
