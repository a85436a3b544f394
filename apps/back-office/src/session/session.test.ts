import { describe, expect, it } from 'vitest'
import type { Person, ShownSession } from '../answers.ts'
import { type Channel, createSession } from './session.ts'

const person: Person = {
  ...{ userId: 'usr_1', email: 'ada@example.org', firstName: 'Ada', lastName: 'L' },
  ...{ locale: 'fr', roles: ['staff'] },
}

const granted = (name: string): ShownSession => ({
  ...{ accessToken: `token-${name}`, expiresInSeconds: 900, person },
})

type Answers = Readonly<Record<string, () => Response | Promise<Response>>>

function open(answers: Answers) {
  const asked: string[] = []
  let now = 0
  const told: string[] = []
  let hear: (data: string) => void = () => {}
  const channel: Channel = {
    postMessage: (text) => void told.push(text),
    addEventListener: (_, listener) => {
      hear = (data) => listener({ data })
    },
  }
  const session = createSession({
    fetch: async (input) => {
      asked.push(String(input))
      const answer = answers[String(input)]
      if (!answer) throw new Error('no network')
      return await answer()
    },
    channel,
    clock: () => now,
  })
  const pass = (ms: number) => {
    now += ms
  }
  return { session, asked, told, hear: (data: string) => hear(data), pass }
}

const signedIn = { '/session/sign-in': () => Response.json({ session: granted('1') }) }

describe('the session of a tab', () => {
  it('is renewed a minute before its token ends, once for all who ask', async () => {
    const { session, asked, pass } = open({
      ...signedIn,
      '/session/refresh': () => Response.json({ session: granted('2') }),
    })
    await session.signIn('ada@example.org', 'secret')
    expect(await session.token()).toBe('token-1')
    pass(841_000)
    const tokens = await Promise.all(Array.from({ length: 20 }, () => session.token()))
    expect(new Set(tokens)).toEqual(new Set(['token-2']))
    expect(asked.filter((path) => path === '/session/refresh')).toHaveLength(1)
  })

  it('keeps a token that is still good while accounts is away', async () => {
    const { session, pass } = open(signedIn)
    await session.signIn('ada@example.org', 'secret')
    pass(880_000)
    expect(await session.token()).toBe('token-1')
    pass(30_000)
    expect(await session.token()).toBeUndefined()
    expect(session.state()).toMatchObject({ kind: 'in' })
  })

  it('that is over says so, and holds no token', async () => {
    const { session } = open({
      ...signedIn,
      '/session/refresh': () => Response.json({ session: null }),
    })
    await session.signIn('ada@example.org', 'secret')
    expect(await session.renew()).toBeUndefined()
    expect(session.state()).toEqual({ kind: 'out', because: 'ended' })
  })

  it('is none at first, without a complaint; that nobody answers is another thing', async () => {
    const none = open({ '/session/refresh': () => Response.json({ session: null }) })
    await none.session.renew()
    expect(none.session.state()).toEqual({ kind: 'out' })
    const silent = open({})
    await silent.session.renew()
    expect(silent.session.state()).toEqual({ kind: 'away' })
  })

  it('ends in all tabs when it is left in one', async () => {
    const { session, told, hear } = open({
      ...signedIn,
      '/session/sign-out': () => new Response(null, { status: 204 }),
    })
    await session.signIn('ada@example.org', 'secret')
    await session.signOut()
    expect(told).toEqual(['entered', 'left'])
    await session.signIn('ada@example.org', 'secret')
    hear('left')
    expect(session.state()).toEqual({ kind: 'out', because: 'left' })
  })

  it('whose end the server did not hear says so in all tabs, until it is heard', async () => {
    let isAway = true
    const { session, told } = open({
      ...signedIn,
      '/session/sign-out': () => {
        if (isAway) throw new TypeError('no network')
        return new Response(null, { status: 204 })
      },
    })
    await session.signIn('ada@example.org', 'secret')
    await session.signOut()
    expect(session.state()).toEqual({ kind: 'out', because: 'unheard' })
    isAway = false
    await session.signOut()
    expect(session.state()).toEqual({ kind: 'out', because: 'left' })
    expect(told).toEqual(['entered', 'left', 'unheard', 'left'])
  })

  it('that the server refuses to end is still open', async () => {
    const { session } = open({
      ...signedIn,
      '/session/sign-out': () => Response.json({ code: 'overloaded' }, { status: 503 }),
    })
    await session.signIn('ada@example.org', 'secret')
    await session.signOut()
    expect(session.state()).toEqual({ kind: 'out', because: 'unheard' })
  })

  it('that begins while the end of the one before is not heard stays', async () => {
    const late = Promise.withResolvers<Response>()
    const { session } = open({ ...signedIn, '/session/sign-out': () => late.promise })
    await session.signIn('ada@example.org', 'secret')
    const left = session.signOut()
    await session.signIn('ada@example.org', 'secret')
    late.resolve(new Response(null, { status: 503 }))
    await left
    expect(session.state()).toMatchObject({ kind: 'in' })
  })

  it.each(['here', 'in another tab'])(
    'that was left %s stays so when a renewal answers late',
    async (place) => {
      const late = Promise.withResolvers<Response>()
      const { session, hear } = open({
        ...signedIn,
        '/session/refresh': () => late.promise,
        '/session/sign-out': () => new Response(null, { status: 204 }),
      })
      await session.signIn('ada@example.org', 'secret')
      const renewed = session.renew()
      if (place === 'here') await session.signOut()
      else hear('left')
      late.resolve(Response.json({ session: granted('2') }))
      expect(await renewed).toBeUndefined()
      expect(session.state()).toEqual({ kind: 'out', because: 'left' })
      expect(await session.signIn('ada@example.org', 'secret')).toBeUndefined()
      expect(await session.token()).toBe('token-1')
    },
  )

  it('that was entered again is not ended by a renewal of the one before', async () => {
    const late = Promise.withResolvers<Response>()
    const { session } = open({
      ...signedIn,
      '/session/refresh': () => late.promise,
      '/session/sign-out': () => new Response(null, { status: 204 }),
    })
    const renewed = session.renew()
    await session.signOut()
    await session.signIn('ada@example.org', 'secret')
    late.resolve(Response.json({ session: null }))
    await renewed
    expect(session.state()).toMatchObject({ kind: 'in' })
  })

  it('refused at the door is told why', async () => {
    const { session } = open({
      '/session/sign-in': () => Response.json({ code: 'forbidden' }, { status: 403 }),
    })
    expect(await session.signIn('ada@example.org', 'secret')).toMatchObject({ code: 'forbidden' })
    expect(session.state()).toEqual({ kind: 'asking' })
  })

  it('becomes that of who signed in in another tab, also while it is renewed for the one before', async () => {
    const late = Promise.withResolvers<Response>()
    const grace = { ...granted('3'), person: { ...person, userId: 'usr_2' } }
    const answers = [late.promise, Promise.resolve(Response.json({ session: grace }))]
    const { session, hear } = open({
      ...signedIn,
      '/session/refresh': () => answers.shift() ?? Response.error(),
    })
    await session.signIn('ada@example.org', 'secret')
    const renewed = session.renew()
    hear('entered')
    late.resolve(Response.json({ session: null }))
    await renewed
    await expect.poll(session.state).toMatchObject({ kind: 'in', person: { userId: 'usr_2' } })
  })

  it('shows who is in as they are now', async () => {
    let now = person
    const { session } = open({
      ...signedIn,
      '/session/refresh': () => Response.json({ session: { ...granted('2'), person: now } }),
    })
    await session.signIn('ada@example.org', 'secret')
    const before = session.state()
    await session.renew()
    expect(session.state()).toBe(before)
    now = { ...person, firstName: 'Grace', roles: ['admin'] }
    await session.renew()
    expect(session.state()).toEqual({ kind: 'in', person: now })
  })
})
