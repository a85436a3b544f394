import { CallError } from '@comptoir/site/call'
import { describe, expect, it } from 'vitest'
import { createRequestKeys } from './request-keys.ts'

type Outcome = number | 'done' | 'request_running' | 'idempotency_key_reused'

const statuses = { request_running: 409, idempotency_key_reused: 422 } as const

const problemOf = (outcome: Exclude<Outcome, 'done'>) =>
  typeof outcome === 'number'
    ? { status: outcome, code: 'x' }
    : { status: statuses[outcome], code: outcome }

/** The keys with which a refund is asked for when its tries end so. */
async function keysOf(
  outcomes: readonly Outcome[],
  readAgain: () => Promise<unknown> = async () => undefined,
): Promise<readonly string[]> {
  let made = 0
  const keys = createRequestKeys({ readAgain, newKey: () => `key-${++made}` })
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
    const keys = createRequestKeys({ readAgain: async () => undefined })
    const keyOf = (request: string) => keys.run(request, async (key) => key)
    expect(await keyOf('refund/pi_1')).not.toBe(await keyOf('refund/pi_2'))
  })
})
