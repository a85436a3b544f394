import { CallError } from '@comptoir/site/call'
import { describe, expect, it } from 'vitest'
import { createRequestKeys } from './request-keys.ts'

type Outcome = number | 'done' | 'request_running' | 'idempotency_key_reused'

const statuses = { request_running: 409, idempotency_key_reused: 422 } as const

const problemOf = (outcome: Exclude<Outcome, 'done'>) =>
  typeof outcome === 'number'
    ? { status: outcome, code: 'x' }
    : { status: statuses[outcome], code: outcome }

/** What a tab keeps. */
function newStore() {
  const kept = new Map<string, string>()
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  }
}

type Page = { readonly store?: ReturnType<typeof newStore>; readonly person?: string }

/** The keys of a page that was just loaded. */
const keysIn = ({ store = newStore(), person = 'usr_1' }: Page = {}) =>
  createRequestKeys({ store, personId: () => person, readAgain: async () => undefined })

type Keys = ReturnType<typeof keysIn>

/** The key of a refund whose answer is lost. */
async function lostKey(keys: Keys): Promise<string> {
  let sent = ''
  const act = async (key: string) => {
    sent = key
    throw new CallError('POST /refunds', problemOf(0))
  }
  await keys.run('refund/pi_1', act).catch(() => undefined)
  return sent
}
const sentKey = (keys: Keys) => keys.run('refund/pi_1', async (key) => key)

/** The keys with which a refund is asked for when its tries end so. */
async function keysOf(
  outcomes: readonly Outcome[],
  readAgain: () => Promise<unknown> = async () => undefined,
): Promise<readonly string[]> {
  let made = 0
  const keys = createRequestKeys({
    ...{ readAgain, newKey: () => `key-${++made}` },
    ...{ store: newStore(), personId: () => 'usr_1' },
  })
  const sent: string[] = []
  for (const outcome of outcomes) {
    const act = async (key: string) => {
      sent.push(key)
      if (outcome !== 'done') throw new CallError('POST /refunds', problemOf(outcome))
    }
    await keys.run('refund/pi_1', act).catch(() => undefined)
  }
  return sent
}

describe('the key of a request', () => {
  it.each([0, 401, 403, 408, 429, 500, 503])(
    'stays after %i, which decides nothing',
    async (status) => {
      expect(await keysOf([status, 'done'])).toEqual(['key-1', 'key-1'])
    },
  )

  it.each(['done', 409, 422] as const)('is another after %s', async (outcome) => {
    expect(await keysOf([0, outcome, 'done'])).toEqual(['key-1', 'key-1', 'key-2'])
  })

  it('stays while the request of before still runs', async () => {
    const sent = await keysOf([0, 'request_running', 'done'])
    expect(sent).toEqual(['key-1', 'key-1', 'key-1'])
  })

  it('that had other words stays until what is shown was read again', async () => {
    let reads = 0
    const readAgain = async () => {
      reads += 1
      if (reads === 1) throw new Error('away')
    }
    const reused = 'idempotency_key_reused'
    const sent = await keysOf([0, reused, reused, 'done'], readAgain)
    expect(sent).toEqual(['key-1', 'key-1', 'key-1', 'key-2'])
    expect(reads).toBe(2)
  })

  it('is of one request', async () => {
    const keys = keysIn()
    const keyOf = (request: string) => keys.run(request, async (key) => key)
    expect(await keyOf('refund/pi_1')).not.toBe(await keyOf('refund/pi_2'))
  })

  it('outlives a reload until an answer decides it', async () => {
    const store = newStore()
    const key = await lostKey(keysIn({ store }))
    expect(await sentKey(keysIn({ store }))).toBe(key)
    expect(await sentKey(keysIn({ store }))).not.toBe(key)
  })

  it('is not of the next who signs in', async () => {
    const store = newStore()
    const key = await lostKey(keysIn({ store }))
    expect(await sentKey(keysIn({ store, person: 'usr_2' }))).not.toBe(key)
  })

  it('stays while the page does when the store is full', async () => {
    const setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    const keys = keysIn({ store: { ...newStore(), setItem } })
    const key = await lostKey(keys)
    expect(await sentKey(keys)).toBe(key)
  })
})
