import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { SidecarError } from '@comptoir/dapr/sidecar/sidecar'
import { beforeEach, describe, expect, it } from 'vitest'
import { createImportDesk, fileOf, type ImportDesk, line, lines } from '../../test/import-desk.ts'

let desk: ImportDesk
beforeEach(() => {
  desk = createImportDesk()
})

let calls = 0
const away = (async () => {
  calls++
  throw new SidecarError('inventory does not answer')
}) as unknown as Client

/** The worker looks each second, for so long. */
async function workFor(seconds: number, over: object = {}): Promise<void> {
  for (let n = 0; n < seconds; n++) {
    await desk.work(over)
    desk.later(1)
  }
}

/** An import that runs, of a file with a line that is refused. */
async function running(count = 1): Promise<string> {
  const importId = await desk.checked(fileOf(...lines(count), line(900, { price: 'much' })))
  await desk.act(importId, 'run')
  return importId
}

/** Files of the store that are not there any more, or not yet. */
function lose(isLost: (sha256: string) => boolean) {
  const { blobs } = desk.shop
  return {
    blobs: {
      ...blobs,
      get: async (sha256: string) => (isLost(sha256) ? undefined : await blobs.get(sha256)),
    },
  }
}

describe('an import that goes wrong', () => {
  it('is tried again later and later, not each second', async () => {
    const importId = await running()
    calls = 0
    await workFor(60, { inventory: away })
    expect(calls).toBe(4)
    const { status, retry } = await desk.jobOf(importId)
    expect([status, retry]).toMatchObject([
      'running',
      { failures: 4, reason: 'a service or the store does not answer' },
    ])
  })

  it('is given up after nearly two hours, with the reason in words, and resumed', async () => {
    const importId = await running()
    for (const seconds of [0, 2, 10, 30, 120, 300, 900, 1_800]) {
      desk.later(seconds)
      await desk.work({ inventory: away })
    }
    expect(await desk.jobOf(importId)).toMatchObject({ status: 'running', retry: { failures: 8 } })
    desk.later(3_600)
    await desk.work({ inventory: away })
    const given = await desk.jobOf(importId)
    expect(given).toMatchObject({
      ...{ status: 'failed', reason: 'a service or the store does not answer' },
    })
    expect(given).not.toHaveProperty('retry')
    desk.later(3_600)
    await desk.work()
    expect((await desk.jobOf(importId)).status).toBe('failed')
    const resumed = await desk.act(importId, 'resume')
    expect(resumed.body).toMatchObject({ status: 'running' })
    expect(resumed.body).not.toHaveProperty('reason')
    await desk.work()
    expect(await desk.jobOf(importId)).toMatchObject({ status: 'done', progress: { done: 1 } })
  })

  it('goes on with the check that it was at, and may be cancelled instead', async () => {
    const { body } = await desk.upload(fileOf(line(1)))
    await desk.map(body.importId)
    await desk.act(body.importId, 'check')
    for (let n = 0; n < 9; n++) {
      await desk.work(lose(() => true))
      desk.later(3_600)
    }
    expect(await desk.jobOf(body.importId)).toMatchObject({
      ...{ status: 'failed', reason: 'its file cannot be read' },
    })
    expect((await desk.act(body.importId, 'resume')).body.status).toBe('checking')
    await desk.work()
    expect((await desk.jobOf(body.importId)).status).toBe('checked')
  })

  it('may be cancelled once it was given up', async () => {
    const importId = await running()
    for (let n = 0; n < 9; n++) {
      await desk.work({ inventory: away })
      desk.later(3_600)
    }
    expect((await desk.act(importId, 'cancel')).body.status).toBe('cancelled')
  })

  it('counts failures anew once something was written', async () => {
    const importId = await running(150)
    await desk.work({ inventory: away })
    desk.later(2)
    let batches = 0
    const update: typeof desk.shop.productImports.update = async (...given) => {
      const noted = await desk.shop.productImports.update(...given)
      if (++batches === 1) throw new SidecarError('gone')
      return noted
    }
    await desk.work({ productImports: { ...desk.shop.productImports, update } })
    expect(await desk.jobOf(importId)).toMatchObject({
      ...{ status: 'running', progress: { done: 100 }, retry: { failures: 1 } },
    })
  })

  it('does not hold up the others', async () => {
    const fine = await desk.checked(fileOf(line(1)))
    const stuck = await running()
    await desk.act(fine, 'run')
    const { file: lost } = (await desk.shop.productImports.get(stuck))?.data ?? {}
    await desk.work(lose((sha256) => sha256 === lost))
    expect([(await desk.jobOf(stuck)).status, (await desk.jobOf(fine)).status]).toEqual([
      'running',
      'done',
    ])
  })
})

describe('remarks on lines that are not there', () => {
  it('are an error: nothing is written over them, and no empty file is answered', async () => {
    const importId = await running()
    const { remarks } = (await desk.shop.productImports.get(importId))?.data ?? {}
    await desk.work(lose((sha256) => sha256 === remarks))
    expect(await desk.jobOf(importId)).toMatchObject({
      ...{ status: 'running', retry: { reason: 'what was said of its lines cannot be read' } },
    })
    expect((await desk.errorsOf(importId)).text).toContain('refused,')
    Object.assign(desk.shop.blobs, { get: async () => undefined })
    const answer = await desk.shop.call(`GET ${desk.path(importId)}/errors`)
    expect([answer.status, answer.body.code]).toEqual([503, 'dependency_unavailable'])
  })
})
