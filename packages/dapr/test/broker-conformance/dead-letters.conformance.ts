import { setTimeout as sleep } from 'node:timers/promises'
import type { DeadLetter } from '@comptoir/contracts/platform/dead-letters'
import { replayDeadLetter } from '@comptoir/contracts/platform/dead-letters'
import { refuse } from '@comptoir/service/problems/refusal'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type BrokerBed, startBrokerBed } from './broker-bed.ts'
import { type Replica, startReplica } from './replica.ts'
import { createWitness, happen, Ordered, readTheLog, report, settled } from './witness.ts'

const deliveryTries = 5
const witness = createWitness()
const handled = witness.handles(Ordered)
let bed: BrokerBed
let orders: Replica
let payments: Replica

beforeAll(async () => {
  bed = await startBrokerBed({ replicas: ['orders', 'payments'], deliveryTries })
  orders = await startReplica(bed, 'orders')
  payments = await startReplica(bed, 'payments', { subscribers: handled })
  await happen(orders.store, 'first')
  await settled(() => witness.effects.length, 1)
}, 240_000)
afterEach(() => {
  witness.fault = () => {}
})
afterAll(async () => {
  await Promise.all([orders.stop(), payments.stop()])
  await bed.stop()
})

const asGateway = () => ({ headers: appTokenHeaders(bed.sandbox.appToken, 'gateway') })
async function lettersOf(what: string): Promise<DeadLetter[]> {
  const answer = await payments.app.request('/internal/dead-letters', asGateway())
  const { items } = (await answer.json()) as { items: DeadLetter[] }
  return items.filter(({ event }) => JSON.stringify(event.data).includes(what))
}
async function theLetterOf(what: string): Promise<DeadLetter> {
  await expect.poll(async () => (await lettersOf(what)).length, { timeout: 30_000 }).toBe(1)
  const [letter] = await lettersOf(what)
  if (!letter) throw new Error(`no letter of ${what}`)
  return letter
}
/** What `npm run dead-letters -- --replay` asks of a service. */
async function replay({ id }: DeadLetter): Promise<number> {
  const path = replayDeadLetter.path.replace('{deadLetterId}', encodeURIComponent(id))
  return (await payments.app.request(path, { method: 'POST', ...asGateway() })).status
}
const failing = (what: string, error: () => Error) => (said: string) => {
  if (said === what) throw error()
}
const runsOf = (what: string) => witness.runs.filter((run) => run.what === what).length
const effectsOf = (what: string) => witness.doneBy('payments').filter((one) => one === what).length

describe('an event that cannot be handled', () => {
  it('is a dead letter at once, with its reason, and is handled once when it is replayed', async () => {
    witness.fault = failing('poison', () => refuse('transition_refused', 'not like this'))
    await happen(orders.store, 'poison')
    const letter = await theLetterOf('poison')
    expect(letter).toMatchObject({
      reason: 'transition_refused: not like this',
      event: { data: { what: 'poison' } },
    })
    expect(await replay(letter)).toBe(409)
    witness.fault = () => {}
    expect(await replay(letter)).toBe(200)
    expect(await lettersOf('poison')).toEqual([])
    expect(effectsOf('poison')).toBe(1)
  })

  it('does not hold up those behind it for longer than it is tried', async () => {
    witness.fault = failing('hopeless', () => new Error('not today'))
    await happen(orders.store, 'hopeless')
    for (let n = 0; n < 50; n++) await happen(orders.store, `behind-${n}`)
    const behind = () => witness.effects.filter(({ what }) => what.startsWith('behind')).length
    expect(await settled(behind, 50)).toBe(50)
    expect(await theLetterOf('hopeless')).toMatchObject({
      reason: 'not handled in time, or refused',
    })
    expect(runsOf('hopeless')).toBeGreaterThanOrEqual(deliveryTries)
  })
})

describe('a handler that answers 500 for longer than the sidecar tries', () => {
  it('gets the event from the log when it is mended: done once, and not again by a replay', async () => {
    witness.fault = failing('long', () => new Error('still broken'))
    await happen(orders.store, 'long')
    const letter = await theLetterOf('long')
    const tried = runsOf('long')
    // whatever the broker still has of it comes now
    await sleep(3_000)
    report(
      `${tried} tries of the sidecar, then a dead letter; ${runsOf('long') - tried} tries after it`,
    )
    expect(effectsOf('long')).toBe(0)
    witness.fault = () => {}
    await readTheLog(payments, handled, () => effectsOf('long') > 0)
    expect(await replay(letter)).toBe(200)
    expect(effectsOf('long')).toBe(1)
  })
})
