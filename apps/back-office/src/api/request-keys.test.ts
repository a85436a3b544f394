import { CallError } from '@comptoir/site/call'
import { describe, expect, it } from 'vitest'
import { createRequestKeys } from './request-keys.ts'

/** The keys with which a refund is asked for when its tries end so. */
async function keysOf(outcomes: readonly (number | 'done')[]): Promise<readonly string[]> {
  let made = 0
  const keys = createRequestKeys(() => `key-${++made}`)
  const sent: string[] = []
  for (const outcome of outcomes) {
    const act = async (key: string) => {
      sent.push(key)
      if (outcome !== 'done') throw new CallError('POST /refunds', { status: outcome, code: 'x' })
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

  it('is of one request', async () => {
    const keys = createRequestKeys()
    const keyOf = (request: string) => keys.run(request, async (key) => key)
    expect(await keyOf('refund/pi_1')).not.toBe(await keyOf('refund/pi_2'))
  })
})
