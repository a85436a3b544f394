import { describe, expect, it } from 'vitest'
import { eventually } from '../src/api.ts'
import { openJourney } from '../src/journey.ts'
import { register } from '../src/shopper.ts'
import { newBrand, openImports, productFile, productsOf } from '../src/shopping/product-files.ts'

const { api, staff } = await openJourney()
const imports = openImports(api, staff)
const count = 250

describe('an import of products as a job', () => {
  it('is checked before anything is written, waits while it is paused, goes on, and writes each product once', async () => {
    const brand = newBrand()
    const { importId, check } = await imports.check(productFile(brand, count))
    expect(check).toMatchObject({ lines: count, products: count, refused: 0 })
    expect(await productsOf(api, brand)).toBe(0)

    expect((await imports.act(importId, 'run')).status).toBe(200)
    const paused = await imports.act(importId, 'pause')
    expect([paused.status, paused.body.status]).toEqual([200, 'paused'])
    // one that comes after it is written meanwhile
    const other = await imports.check(productFile(newBrand(), 1))
    await imports.act(other.importId, 'run')
    await imports.reach(other.importId, 'done')
    const { status, progress } = await imports.read(importId)
    expect(status).toBe('paused')
    expect(progress?.done ?? 0).toBeLessThan(count)

    await imports.act(importId, 'resume')
    const done = await imports.reach(importId, 'done')
    expect(done.progress).toMatchObject({
      ...{ done: count, refused: 0, products: { created: count, updated: 0, unchanged: 0 } },
      stock: { created: count },
    })
    await eventually(
      'shoppers to see all of it',
      () => productsOf(api, brand),
      (total) => total === count,
    )
    expect((await imports.act(importId, 'pause')).status).toBe(409)
  })

  it('is cancelled before it is written, and then writes nothing', async () => {
    const brand = newBrand()
    const { importId } = await imports.check(productFile(brand, 3))
    expect((await imports.act(importId, 'cancel')).body.status).toBe('cancelled')
    expect((await imports.act(importId, 'run')).status).toBe(409)
    expect(await productsOf(api, brand)).toBe(0)
  })

  it('is nothing for customers', async () => {
    const { token } = await register(api)
    const asked = await Promise.all([
      api('GET /api/product-imports', { token }),
      api('GET /api/product-imports'),
      api('POST /api/product-imports/imp_none/run', { token }),
      api('POST /api/product-imports/imp_none/run', { token: staff }),
    ])
    expect(asked.map(({ status }) => status)).toEqual([403, 401, 403, 404])
  })
})
