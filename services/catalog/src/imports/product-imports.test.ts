import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  createImportDesk,
  fileOf,
  header,
  type ImportDesk,
  line,
  lines,
  mapping,
} from '../../test/import-desk.ts'

let desk: ImportDesk
beforeEach(() => {
  desk = createImportDesk()
})
const upload = (...given: Parameters<ImportDesk['upload']>) => desk.upload(...given)
const map = (...given: Parameters<ImportDesk['map']>) => desk.map(...given)
const act = (...given: Parameters<ImportDesk['act']>) => desk.act(...given)
const jobOf = (importId: string) => desk.jobOf(importId)
const work = (over?: object) => desk.work(over)
const checked = (...given: Parameters<ImportDesk['checked']>) => desk.checked(...given)
const products = () => desk.products()

describe('a file of products', () => {
  it('is uploaded, mapped, checked and written', async () => {
    const { status, body } = await upload(fileOf(...lines(3)))
    const { importId } = body
    expect([status, body.status, body.columns]).toEqual([201, 'uploaded', header.split(';')])
    expect((await map(importId)).body.mapping).toMatchObject({ setStock: false })
    expect((await act(importId, 'check')).body.status).toBe('checking')
    await work()
    expect(await jobOf(importId)).toMatchObject({
      status: 'checked',
      check: { lines: 3, products: 3, variants: 3, categories: 1, refused: 0 },
    })
    expect(products()).toEqual([])
    expect((await act(importId, 'run')).body.status).toBe('running')
    await work()
    expect(await jobOf(importId)).toMatchObject({
      ...{ status: 'done', endedAt: expect.any(String) },
      progress: { done: 3, refused: 0, products: { created: 3 }, stock: { created: 3 } },
    })
    expect(products().map(({ title }) => title.fr)).toHaveLength(3)
    expect(desk.stock.get('MUG-1')).toEqual({ onHand: 3, actor: 'usr_staff' })
  })

  it('changes nothing the second time', async () => {
    const content = fileOf(...lines(5))
    for (const created of [5, 0]) {
      const importId = await checked(content)
      await act(importId, 'run')
      await work()
      expect((await jobOf(importId)).progress.products).toEqual({
        ...{ created, updated: 0, unchanged: 5 - created },
      })
    }
    const versions = products().map(({ productId }) => desk.shop.catalogue.versionOf(productId))
    expect(new Set(versions)).toEqual(new Set([1]))
  })

  it('is one import for a key, and another file under it is refused', async () => {
    const [first, again] = [
      await upload(fileOf(line(1)), 'k-12345678'),
      await upload(fileOf(line(1)), 'k-12345678'),
    ]
    expect(again.body.importId).toBe(first.body.importId)
    expect((await upload(fileOf(line(2)), 'k-12345678')).status).toBe(422)
  })

  it('says of each line that is refused why, before anything is written', async () => {
    const importId = await checked(
      fileOf(line(1), line(2, { price: 'much' }), line(1), line(4, { name: '=1+1' })),
    )
    const { check } = await jobOf(importId)
    expect(check).toMatchObject({ lines: 4, refused: 2 })
    expect(products()).toEqual([])
    const { type, text } = await desk.errorsOf(importId)
    expect(type).toContain('text/csv')
    expect(text.split('\r\n')).toEqual([
      '\ufeffkind,line,id,reason,text',
      expect.stringMatching(/^refused,3,.*price/),
      expect.stringMatching(/^refused,4,/),
      '',
    ])
    expect(text).toContain('Tasse 2')
  })

  it('goes on behind what was written when it is killed in the middle', async () => {
    const importId = await checked(fileOf(...lines(250), line(251, { price: 'much' })))
    await act(importId, 'run')
    let noted = 0
    const update: typeof desk.shop.productImports.update = async (...given) => {
      if (++noted === 2) throw new Error('killed')
      return await desk.shop.productImports.update(...given)
    }
    await work({ productImports: { ...desk.shop.productImports, update } })
    const halfway = await jobOf(importId)
    expect(halfway).toMatchObject({ status: 'running', progress: { done: 100 } })
    expect(products()).toHaveLength(200)
    desk.later(2)
    await work()
    expect(await jobOf(importId)).toMatchObject({
      ...{ status: 'done', progress: { done: 250, products: { created: 150, unchanged: 100 } } },
    })
    expect(products()).toHaveLength(250)
    expect((await desk.errorsOf(importId)).text.match(/refused,/g)).toHaveLength(1)
  })

  it('keeps what the shop refuses, and writes it down again only when there is more', async () => {
    await act(await checked(fileOf(line(120))), 'run')
    await work()
    const byName = { ...mapping, externalId: 'name' }
    const importId = await checked(fileOf(...lines(250)), { mapping: byName })
    await act(importId, 'run')
    const written: string[] = []
    const put: typeof desk.shop.blobs.put = async (bytes) => {
      written.push(bytes.toString())
      return await desk.shop.blobs.put(bytes)
    }
    await work({ blobs: { ...desk.shop.blobs, put } })
    expect((await jobOf(importId)).progress).toMatchObject({ done: 250, refused: 1 })
    expect(written).toHaveLength(1)
    expect((await desk.errorsOf(importId)).text).toMatch(/refused,122,.*already/)
  })

  it('is paused between hundreds, and resumed', async () => {
    const importId = await checked(fileOf(...lines(150)))
    await act(importId, 'run')
    const keys = { ...desk.shop.store.keys }
    let paused = false
    const update: typeof desk.shop.productImports.update = async (...given) => {
      if (!paused) await act(importId, 'pause')
      paused = true
      return await desk.shop.productImports.update(...given)
    }
    await work({ keys, productImports: { ...desk.shop.productImports, update } })
    expect(await jobOf(importId)).toMatchObject({ status: 'paused', progress: { done: 100 } })
    await work()
    expect(products()).toHaveLength(100)
    expect((await act(importId, 'resume')).body.status).toBe('running')
    await work()
    expect(await jobOf(importId)).toMatchObject({ status: 'done', progress: { done: 150 } })
  })

  it('is cancelled where it is, and not begun again', async () => {
    const importId = await checked(fileOf(line(1)))
    expect((await act(importId, 'cancel')).body.status).toBe('cancelled')
    for (const what of ['run', 'check', 'resume', 'pause'])
      expect([what, (await act(importId, what)).status]).toEqual([what, 409])
    await work()
    expect(products()).toEqual([])
  })

  it('is not written before it was checked, nor checked before it is mapped', async () => {
    const { body } = await upload(fileOf(line(1)))
    const statuses = [await act(body.importId, 'run'), await act(body.importId, 'check')]
    expect(statuses.map(({ status }) => status)).toEqual([409, 409])
  })

  it('waits while billing or inventory is away, and goes on then', async () => {
    const importId = await checked(fileOf(line(1)))
    await act(importId, 'run')
    const away = (async () => {
      throw new Error('inventory does not answer')
    }) as unknown as Client
    await work({ inventory: away })
    expect((await jobOf(importId)).status).toBe('running')
    desk.later(2)
    await work()
    expect(await jobOf(importId)).toMatchObject({ status: 'done', progress: { done: 1 } })
  })

  it('cannot be used with a tax class that the shop has not', async () => {
    const odd = { ...mapping, defaults: { ...mapping.defaults, taxClass: 'luxury' } }
    const importId = await checked(fileOf(line(1)), { mapping: odd })
    expect(await jobOf(importId)).toMatchObject({
      ...{ status: 'unusable', reason: expect.stringContaining('luxury') },
    })
    expect((await map(importId)).body.status).toBe('uploaded')
  })

  it('overwrites stock only if that is asked for', async () => {
    desk.stock.set('MUG-1', { onHand: 9, actor: 'usr_x' })
    const kept = await checked(fileOf(line(1)))
    await act(kept, 'run')
    await work()
    expect(desk.stock.get('MUG-1')?.onHand).toBe(9)
    const set = await checked(fileOf(line(1)), { setStock: true })
    await act(set, 'run')
    await work()
    expect(desk.stock.get('MUG-1')?.onHand).toBe(3)
  })
})

describe('the mapping of a file', () => {
  it('is known by the columns of a system, or as such columns were read before', async () => {
    const own = await upload(fileOf(line(1)))
    expect(own.body).not.toHaveProperty('mapping')
    await map(own.body.importId)
    expect((await upload(fileOf(line(2)))).body.mapping.mapping).toEqual(mapping)
    expect((await upload(await desk.exported())).body.mapping).toMatchObject({ preset: 'comptoir' })
  })

  it('is refused when it is none, or its columns are not there', async () => {
    const { body } = await upload(fileOf(line(1)))
    const { file: _, ...needy } = { ...mapping, brand: 'marque' }
    for (const odd of [
      { mapping: { ...mapping, sku: 7 } },
      { mapping: needy },
      { preset: 'shopify' },
      { preset: 'comptoir', mapping },
      {},
    ])
      expect([odd, (await map(body.importId, odd)).status]).toEqual([odd, 400])
  })
})

describe('imports', () => {
  it('are of files with lines', async () => {
    expect((await upload('')).body.errors[0].field).toBe('file')
  })

  it('are for staff, and not there when nobody made them', async () => {
    const { body } = await upload(fileOf(line(1)))
    const asked = await Promise.all([
      desk.shop.call('GET /api/product-imports', { as: 'customer' }),
      desk.shop.call(`GET ${desk.path(body.importId)}`, { as: 'guest' }),
      desk.shop.call(`POST ${desk.path(body.importId)}/run`, { as: 'customer' }),
      desk.shop.call('GET /api/product-imports/imp_none'),
      desk.shop.call('GET /api/products/export', { as: 'customer' }),
    ])
    expect(asked.map(({ status }) => status)).toEqual([403, 401, 403, 404, 403])
    expect((await desk.shop.call('GET /api/product-imports')).body.items).toHaveLength(1)
  })
})
