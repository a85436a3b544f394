import { randomInt } from 'node:crypto'
import { PromotionInput } from '@comptoir/contracts/promotions/promotion'
import { createStore } from '@comptoir/dapr/documents/sidecar-store'
import { createEventSignatures } from '@comptoir/dapr/events/signatures'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import { createSidecar, type Sidecar } from '@comptoir/dapr/sidecar/sidecar'
import { silentLog } from '@comptoir/service/test/silent-log'
import { type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { seenWithinASecond } from '@comptoir/tools/sandbox/within-a-second'
import { Redis } from 'ioredis'
import { typeid } from 'typeid-js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createCodeLookup } from '../src/codes/code-lookup.ts'
import { createCodeBatches, createCodes } from '../src/codes/code-store.ts'
import { makeBatch } from '../src/codes/make-batch.ts'
import { createSharedCodes } from '../src/codes/shared-codes.ts'
import { createFreshness } from '../src/memory/follow-changes.ts'
import { createPromotionMemory } from '../src/memory/promotion-memory.ts'
import { pausePromotion, publishPromotion } from '../src/promotion/promotion.ts'
import { createPromotionCommands } from '../src/promotion/promotion-commands.ts'
import { createPromotions } from '../src/promotion/promotion-store.ts'

let sandbox: Sandbox
let sidecar: Sidecar
let redis: Redis
const stops: Stop[] = []

/** A replica of the service that hears no broadcast: its own log is all it has to stay fresh. */
async function startReplica() {
  const log = silentLog()
  const store = createStore({
    ...{ sidecar, redis, service: 'promotions', log },
    signatures: createEventSignatures(sandbox.eventKeys('promotions')),
  })
  const clock = () => new Date()
  const promotions = createPromotions(store)
  const codes = createCodes(store)
  const memory = createPromotionMemory()
  const freshness = createFreshness({ memory, promotions, store, log })
  stops.push(repeat({ name: 'refresh', everyMs: 200, log, run: freshness.refresh }))
  await vi.waitFor(() => expect(freshness.isLoaded()).toBe(true), { timeout: 10_000 })
  const commands = createPromotionCommands({
    ...{ promotions, memory, clock },
    sharedCodes: createSharedCodes({ codes, promotions, clock }),
    newId: () => typeid('promo').toString(),
  })
  const batching = { promotions, codes, batches: createCodeBatches(store), clock }
  return {
    ...{ memory, commands, codes, findByCode: createCodeLookup({ memory, codes }) },
    makeBatch: (request: Parameters<typeof makeBatch>[1]) =>
      makeBatch({ ...batching, random: randomInt }, request),
  }
}

const input = (code: string) =>
  PromotionInput.parse({
    ...{ name: { en: 'Free shipping' }, activation: 'code', code },
    benefit: { kind: 'free_shipping' },
  })

beforeAll(async () => {
  sandbox = await startSandbox({ apps: [{ appId: 'promotions' }] })
  sidecar = createSidecar(sandbox.sidecar('promotions'))
  redis = new Redis(sandbox.redisUrl)
})

afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()))
  redis.disconnect()
  sidecar.close()
  await sandbox.stop()
})

describe('replicas of promotions on a real sidecar', () => {
  it('know a change at once where it was made, and everywhere within a second', async () => {
    const [here, there] = [await startReplica(), await startReplica()]
    const { id } = await here.commands.create(input('FREE'))
    await here.commands.change(id, publishPromotion, {})
    expect(here.memory.withCode('FREE')?.data.status).toBe('published')
    const statusThere = () => there.memory.withCode('FREE')?.data.status
    await expect.poll(statusThere, { timeout: 20_000, interval: 20 }).toBe('published')
    await seenWithinASecond(async (n) => {
      const next = n % 2 === 1 ? pausePromotion : publishPromotion
      const { data } = await here.commands.change(id, next, {})
      return () => statusThere() === data.status
    })
    const again = there.commands.create(input('FREE'))
    await expect(again).rejects.toMatchObject({ code: 'already_exists' })
  })

  it('make a batch of the largest size once, and find each of its codes everywhere', async () => {
    const [here, there] = [await startReplica(), await startReplica()]
    const { id: promotionId } = await here.commands.create(input('BATCH'))
    await here.commands.change(promotionId, publishPromotion, {})
    const request = { promotionId, key: 'largest-batch', quantity: 5_000, length: 10 }
    const startedAt = performance.now()
    const batch = await here.makeBatch(request)
    console.log(`5,000 codes in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`)
    await there.makeBatch(request)
    const names = await there.codes.ids('ofBatch', batch.id)
    expect(new Set(names).size).toBe(5_000)
    expect((await there.findByCode(names.at(-1) ?? ''))?.id).toBe(promotionId)
  })
})
