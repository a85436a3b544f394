import { describe, inject, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { newBrand, openImports, productFile, productsOf } from '../../src/shopping/product-files.ts'
import { drill } from '../kit/drill.ts'
import { createTestPlatform, pause } from '../kit/test-platform.ts'

const platform = createTestPlatform(inject('platform'))
const products = 600

async function killInImport() {
  const { api, processes } = platform
  await processes.allReady()
  const brand = newBrand()
  const imports = openImports(api, await platform.staff())
  const { importId } = await imports.check(productFile(brand, products))
  await imports.act(importId, 'run')
  const doneOf = async () => (await imports.read(importId)).progress?.done ?? 0
  const isUnderWay = (done: number) => done > 0 && done < products
  const noted = await eventually('the import to be under way', doneOf, isUnderWay, 30_000)
  const restarts = processes.restarts('catalog')
  processes.kill('catalog')
  await pause(100)
  await processes.recovered('catalog', restarts)
  const { progress } = await imports.reach(importId, 'done')
  const read = () => productsOf(api, brand)
  const found = await eventually('all to be shown', read, (total) => total >= products, 30_000)
  const { created = 0, updated = 0, unchanged = 0 } = progress?.products ?? {}
  const counted = `${created} created, ${updated} changed, ${unchanged} unchanged`
  return {
    broke: [
      ...(found === products ? [] : [`${found} of ${products} products`]),
      ...(created + unchanged === products && updated === 0 ? [] : [counted]),
    ],
    note: `killed with ${noted} of ${products} noted; ${counted}`,
  }
}

describe('catalog killed in the middle of an import', () => {
  it('goes on where it was, and writes no product twice', () =>
    drill(platform, 'kill -9 catalog in an import', killInImport))
})
