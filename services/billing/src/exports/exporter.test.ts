import { createMemoryKeys } from '@comptoir/dapr/test/memory-twins'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { createExporting, november } from '../../test/exporting.ts'
import { exportViewOf } from './export-view.ts'

const goOn = new AbortController().signal
const names = (zip: Buffer) => Object.keys(unzipSync(zip)).toSorted()
const numbered = (n: number) => `exp_1/FA-2026-${String(n).padStart(6, '0')}.pdf`

describe('an export', () => {
  it('holds the file of every document of its days, and says how far it is', async () => {
    const shop = await createExporting(120)
    await shop.ask()
    await shop.replica()(goOn)
    const zip = await shop.zipOf()
    expect(names(zip)).toEqual(Array.from({ length: 120 }, (_, n) => numbered(n + 1)))
    const content = unzipSync(zip)[numbered(7)] ?? []
    expect(Buffer.from(content).toString()).toBe('%PDF of inv_7')
    const job = await shop.exports.get('exp_1')
    const view = job && exportViewOf(job, shop.clock())
    expect(view).toMatchObject({
      status: 'done',
      progress: { done: 120, failed: 0, total: 120 },
      download: { size: zip.length, expiresAt: '2026-11-22T10:00:00.000Z' },
    })
  })

  it('of other days, or of credit notes only, is empty', async () => {
    const shop = await createExporting(2)
    await shop.ask('exp_1', { ...november, from: '2026-11-22' })
    await shop.ask('exp_2', { ...november, type: 'credit_note' })
    await shop.replica()(goOn)
    for (const id of ['exp_1', 'exp_2']) {
      expect((await shop.exports.get(id))?.data).toMatchObject({ status: 'done', total: 0 })
      expect(names(await shop.zipOf(id))).toEqual([])
    }
  })

  it('has a text in the place of a file that cannot be read, and says which', async () => {
    const shop = await createExporting(3)
    const [, second = ''] = shop.papers
    await shop.blobs.remove(second)
    await shop.ask()
    await shop.replica()(goOn)
    expect(names(await shop.zipOf())).toEqual([
      ...[numbered(1), numbered(3), 'exp_1/inv_2 MANQUE - MISSING.txt'],
    ])
    const job = await shop.exports.get('exp_1')
    expect(job && exportViewOf(job, shop.clock())).toMatchObject({
      progress: { done: 2, failed: 1, total: 3 },
      leftOut: ['inv_2'],
    })
  })

  it('asks for its lease while its documents are looked up, and leaves it to who took it meanwhile', async () => {
    const shop = await createExporting(250)
    await shop.ask()
    const keys = createMemoryKeys()
    let renewals = 0
    const taken = { ...keys, replace: async () => ++renewals < 3 }
    await shop.replica(taken)(goOn)
    expect(renewals).toBeGreaterThanOrEqual(3)
    expect((await shop.exports.get('exp_1'))?.data.status).toBe('queued')
    await shop.replica()(goOn)
    expect((await shop.exports.get('exp_1'))?.data).toMatchObject({ status: 'done', total: 250 })
  })

  it('does not hold what is issued after it began', async () => {
    const shop = await createExporting(60)
    await shop.ask()
    shop.faults.failAfter = 3
    await shop.replica()(goOn)
    shop.faults.failAfter = Number.POSITIVE_INFINITY
    await shop.sell(61)
    await shop.replica()(goOn)
    expect(names(await shop.zipOf())).toHaveLength(60)
  })
})

describe('a replica that dies', () => {
  it('at any write leaves the next one to go on: the same ZIP, no file too many', async () => {
    const whole = await createExporting(120)
    await whole.ask()
    await whole.replica()(goOn)
    const expected = await whole.zipOf()
    const writes = 1 + 3 * 2
    for (let failAfter = 0; failAfter < writes; failAfter += 1) {
      const shop = await createExporting(120)
      await shop.ask()
      shop.faults.failAfter = failAfter
      await shop.replica()(goOn)
      expect((await shop.exports.get('exp_1'))?.data.status).not.toBe('done')
      shop.faults.failAfter = Number.POSITIVE_INFINITY
      await shop.replica()(goOn)
      expect((await shop.zipOf()).equals(expected), `${failAfter}`).toBe(true)
      expect(shop.stored.size - shop.papers.size, `${failAfter}`).toBe(writes)
    }
  })

  it('had made what it had: the next one does not make it again', async () => {
    const shop = await createExporting(120)
    await shop.ask()
    shop.faults.failAfter = 1 + 2 * 2
    await shop.replica()(goOn)
    expect((await shop.exports.get('exp_1'))?.data).toMatchObject({
      status: 'running',
      parts: [{ entries: 50 }, { entries: 50 }],
    })
    shop.faults.failAfter = 2
    await shop.replica()(goOn)
    expect((await shop.exports.get('exp_1'))?.data.status).toBe('done')
  })
})

describe('two replicas', () => {
  it('make one export: one works, and the other has nothing to do', async () => {
    const shop = await createExporting(120)
    await shop.ask()
    await Promise.all([shop.replica()(goOn), shop.replica()(goOn)])
    expect(names(await shop.zipOf())).toHaveLength(120)
  })

  it('that do not know of each other make the same ZIP, and leave no file behind', async () => {
    const shop = await createExporting(120)
    await shop.ask()
    const work = [1, 2, 3].map(() => shop.replica(createMemoryKeys())(goOn))
    await Promise.all(work)
    expect(names(await shop.zipOf())).toHaveLength(120)
    expect(shop.stored.size - shop.papers.size).toBe(1 + 3 * 2)
  })
})

describe('the files of an export', () => {
  it('go when its time is over, those of another stay', async () => {
    const shop = await createExporting(3)
    await shop.ask('exp_1')
    await shop.replica()(goOn)
    await shop.ask('exp_2')
    shop.time.now = new Date('2026-11-22T09:59:00.000Z')
    await shop.replica()(goOn)
    shop.time.now = new Date('2026-11-22T10:00:00.000Z')
    await shop.replica()(goOn)
    expect((await shop.exports.get('exp_1'))?.data).toMatchObject({ status: 'expired', total: 3 })
    expect(names(await shop.zipOf('exp_2'))).toHaveLength(3)
    expect(shop.stored.size - shop.papers.size).toBe(3)
  })

  it('go when it is cancelled, also those that were being made', async () => {
    const shop = await createExporting(120)
    await shop.ask()
    shop.faults.failAfter = 3
    await shop.replica()(goOn)
    await shop.exports.update('exp_1', (job) => ({
      next: { ...job, status: 'cancelled', endedAt: shop.time.now.toISOString() },
    }))
    shop.faults.failAfter = Number.POSITIVE_INFINITY
    await shop.replica()(goOn)
    expect(shop.stored.size).toBe(shop.papers.size)
  })
})

it('is given up after twenty rounds that failed, and says why', async () => {
  const shop = await createExporting(3)
  await shop.ask()
  shop.faults.failAfter = 1
  for (let round = 0; round < 19; round += 1) await shop.replica()(goOn)
  expect((await shop.exports.get('exp_1'))?.data.status).toBe('running')
  await shop.replica()(goOn)
  expect((await shop.exports.get('exp_1'))?.data).toMatchObject({
    status: 'failed',
    reason: 'files_unreadable',
  })
})
