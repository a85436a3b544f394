import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Collection, createCollection } from '../../src/documents/documents.ts'
import { SidecarError } from '../../src/sidecar/sidecar.ts'
import { storeUnderTest } from './stores.ts'
import { startTestBed, type TestBed } from './test-bed.ts'

type Thing = { n: number }

let bed: TestBed
let things: Collection<Thing>
beforeAll(async () => {
  bed = await startTestBed()
  things = createCollection(bed.store, {
    name: bed.keyOf('things').replace(':', '-'),
    schema: z.object({ n: z.int() }),
  })
})
afterEach(() => bed.proxy.mend())
afterAll(() => bed.stop())

const made = { type: 'comptoir.shipping.made.v1', data: {} }
const add = ({ n }: Thing) => ({ next: { n: n + 1 }, events: [made] })
const isUp = () =>
  things.get('probe').then(
    () => true,
    () => false,
  )
const published = async (id: string) =>
  (await bed.store.ledger.read('0-0', 500)).filter(({ event }) => event.subject === id).length

describe.runIf(storeUnderTest(process.env).store.hasServer)('a store that is away', () => {
  it('leaves the outcome of writes and reads unknown, and has what it had when it is back', async () => {
    await things.create('kept', { n: 1 }, [made])
    bed.proxy.cut()
    const key = bed.keyOf('unknown')
    await expect(bed.state.write({ key, value: {} })).rejects.toThrow(SidecarError)
    await expect(bed.state.read(key)).rejects.toThrow(SidecarError)
    const refused = { code: 'dependency_unavailable' }
    await expect(things.update('kept', add)).rejects.toMatchObject(refused)
    await expect(things.create('new', { n: 1 })).rejects.toMatchObject(refused)
    bed.proxy.mend()
    await expect.poll(isUp, { timeout: 60_000 }).toBe(true)
    expect((await things.get('kept'))?.data).toEqual({ n: 1 })
    expect((await things.create('new', { n: 2 })).document.data).toEqual({ n: 2 })
    expect((await things.update('kept', add)).data).toEqual({ n: 2 })
  })

  it('that takes a write and loses the answer is found to have it: done once, told once', async () => {
    await things.create('told', { n: 1 }, [made])
    bed.proxy.swallow()
    const writes = [things.update('told', add), things.create('born', { n: 1 }, [made])]
    const settled = Promise.allSettled(writes)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    bed.proxy.mend()
    const [told, born] = await settled
    await expect.poll(isUp, { timeout: 60_000 }).toBe(true)
    expect((await things.get('told'))?.data).toEqual({ n: told?.status === 'fulfilled' ? 2 : 1 })
    expect(await published('told')).toBe(told?.status === 'fulfilled' ? 2 : 1)
    expect(Boolean(await things.get('born'))).toBe(born?.status === 'fulfilled')
  })

  it('is back for all that was under way: every change is made once', async () => {
    await things.create('busy', { n: 0 })
    const changes = Array.from({ length: 30 }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, 20 * n))
      return await things.update('busy', add)
    })
    setTimeout(() => bed.proxy.cut(), 200)
    setTimeout(() => bed.proxy.mend(), 1_200)
    const done = (await Promise.allSettled(changes)).filter(({ status }) => status === 'fulfilled')
    await expect.poll(isUp, { timeout: 60_000 }).toBe(true)
    const { n = -1 } = (await things.get('busy'))?.data ?? {}
    expect(n).toBeGreaterThanOrEqual(done.length)
    expect(n).toBeLessThanOrEqual(30)
    await things.update('busy', () => undefined)
    await expect.poll(() => published('busy')).toBe(n)
  })
})
