import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { zipExport } from './archive.ts'

const request = {
  exportId: 'exp_1',
  userId: 'usr_1',
  requestedAt: '2026-11-21T10:00:00.000Z',
  readyAt: '2026-11-21T10:05:00.000Z',
}
const record = (n: number) => ({
  ...{ kind: 'order', id: `ord_${n}` },
  data: { city: 'Lyon', text: createHash('sha256').update(`${n}`).digest('hex').repeat(8) },
})

describe('the archive of an export', () => {
  it('has the records of each service as a list, none as an empty one', async () => {
    const records = Array.from({ length: 400 }, (_, n) => record(n))
    const parts = [
      { service: 'orders', records },
      { service: 'carts', records: [] },
    ]
    const files = unzipSync(await zipExport({ ...request, parts }))
    const json = (name: string) => JSON.parse(strFromU8(files[name] ?? new Uint8Array()))
    expect([json('orders.json'), json('carts.json')]).toEqual([records, []])
    const sha256 = (name: string) =>
      createHash('sha256')
        .update(files[name] ?? '')
        .digest('hex')
    expect(json('manifest.json')).toEqual({
      ...request,
      files: [
        { name: 'orders.json', records: 400, sha256: sha256('orders.json') },
        { name: 'carts.json', records: 0, sha256: sha256('carts.json') },
      ],
    })
  })

  it('lets other requests have their turn while it is compressed', async () => {
    const records = Array.from({ length: 4_000 }, (_, n) => record(n))
    let turns = 0
    const count = () => {
      turns += 1
      timer = setImmediate(count)
    }
    let timer = setImmediate(count)
    await zipExport({ ...request, parts: [{ service: 'orders', records }] })
    clearImmediate(timer)
    // 2.4 million characters, at most 64 Ki of them at once
    expect(turns).toBeGreaterThan(30)
  })
})
