import { listen } from '@comptoir/service/listen'
import { createTestShop } from '../../../services/catalog/src/testing.ts'
import { bigProduct, kinds } from '../big-product.ts'

// The catalogue service's own app over so many products in memory: loading them through the API would take an hour.
const count = Number(process.argv[2] ?? 100_000)
const shop = createTestShop()
const branches = kinds.map((kind, position) => ({
  categoryId: kind,
  slug: kind.toLowerCase(),
  name: { en: `${kind}s` },
  position,
  path: `/${kind}`,
  depth: 0,
  version: 1,
}))
shop.catalogue.replaceTree(
  Object.fromEntries(branches.map((branch) => [branch.categoryId, branch])),
  1,
)
for (let n = 0; n < count; n++) {
  shop.catalogue.put({ id: `prd_${n}`, version: 1, data: bigProduct(n) })
}
const { port } = await listen(shop.app, { port: 0, host: '127.0.0.1' })
console.log(port)
