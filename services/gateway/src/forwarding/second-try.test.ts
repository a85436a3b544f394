import type { Invocation } from '@comptoir/dapr/sidecar/invocation'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSecondTries, type Try } from './second-try.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const noAnswer: Invocation = { kind: 'no answer', why: 'no answer in time' }
const answerOf = (text: string): Invocation => ({
  kind: 'answer',
  answer: { status: 200, headers: {}, body: Buffer.from(text) },
})

/** Tries that end as the list says: after some milliseconds, with an outcome; the last for all further ones. */
function tries(...plan: { ms: number; outcome: Invocation }[]) {
  const signals: AbortSignal[] = []
  const ask: Try = (signal) => {
    const one = plan[Math.min(signals.length, plan.length - 1)]
    signals.push(signal)
    return new Promise((resolve) => setTimeout(() => resolve(one?.outcome ?? noAnswer), one?.ms))
  }
  return { ask, signals }
}

const limits = { afterMs: 4_000, atOnce: 2 }
const hung = { ms: 15_000, outcome: noAnswer }

async function outcomeOf(asked: Promise<Invocation>) {
  const startedAt = performance.now()
  const outcome = asked.then((it) => ({
    said: it.kind === 'answer' ? it.answer.body.toString() : it.kind,
    ms: performance.now() - startedAt,
  }))
  await vi.advanceTimersByTimeAsync(20_000)
  return await outcome
}

describe('a read whose first try hangs', () => {
  it('is answered by a second one, and the first is given up', async () => {
    const { ask, signals } = tries(hung, { ms: 20, outcome: answerOf('second') })
    const outcome = await outcomeOf(createSecondTries(limits)('orders', ask))
    expect(outcome).toEqual({ said: 'second', ms: 4_020 })
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  it('is asked no third time, and keeps what the last to end came to', async () => {
    const { ask, signals } = tries(hung)
    const outcome = await outcomeOf(createSecondTries(limits)('orders', ask))
    expect(outcome.said).toBe('no answer')
    expect(signals).toHaveLength(2)
  })

  it('waits for the first one when the second fails', async () => {
    const slow = { ms: 9_000, outcome: answerOf('first') }
    const { ask } = tries(slow, { ms: 20, outcome: noAnswer })
    const outcome = await outcomeOf(createSecondTries(limits)('orders', ask))
    expect(outcome).toEqual({ said: 'first', ms: 9_000 })
  })

  it('is not asked again when nobody waits any more', async () => {
    const client = new AbortController()
    const { ask, signals } = tries(hung)
    setTimeout(() => client.abort(), 3_000)
    await outcomeOf(createSecondTries(limits)('orders', ask, client.signal))
    expect(signals).toHaveLength(1)
  })
})

describe('a read that is answered in time', () => {
  it('is asked once', async () => {
    const { ask, signals } = tries({ ms: 3_900, outcome: answerOf('first') })
    const outcome = await outcomeOf(createSecondTries(limits)('orders', ask))
    expect(outcome).toEqual({ said: 'first', ms: 3_900 })
    expect(signals).toHaveLength(1)
  })
})

describe('a service that is slow for everybody', () => {
  it('gets few second tries at once, and more when these have ended', async () => {
    const askTwiceIfSilent = createSecondTries(limits)
    const slow = tries({ ms: 6_000, outcome: answerOf('slow') })
    const reads = [1, 2, 3, 4, 5].map(() => askTwiceIfSilent('orders', slow.ask))
    await vi.advanceTimersByTimeAsync(20_000)
    expect((await Promise.all(reads)).map(({ kind }) => kind)).toEqual(Array(5).fill('answer'))
    expect(slow.signals).toHaveLength(7)
    await outcomeOf(askTwiceIfSilent('orders', slow.ask))
    expect(slow.signals).toHaveLength(9)
  })
})
