import type { Logger } from '@comptoir/service/observability/log'
import { publishProduct } from './product.ts'
import type { ProductCommands } from './product-commands.ts'
import type { Products } from './product-store.ts'

export type PublisherDeps = {
  readonly products: Pick<Products, 'ids'>
  readonly productCommands: Pick<ProductCommands, 'change'>
  readonly clock: () => Date
  readonly log: Logger
}

/** Puts drafts on sale whose time has come. Several replicas may do it: the second finds nothing to change. */
export function createPublisher({ products, productCommands, clock, log }: PublisherDeps) {
  return async function publishDue(): Promise<void> {
    for (const id of await products.ids('scheduled', 'all', { max: clock().getTime() })) {
      await productCommands
        .change(id, (product) => publishProduct(product, clock()))
        .catch((error: unknown) => log.warn({ err: error, product: id }, 'is not on sale yet'))
    }
  }
}
