import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '@comptoir/e2e/api'
import { chooseShipping, fillCart, place, register, type Shopper } from '@comptoir/e2e/shopper'

/** A cart of one line with its way to ship: ready to be ordered. */
export type ReadyCart = {
  readonly shopper: Shopper
  readonly cartId: string
  readonly shippingOptionId: string
}

const registeredAtOnce = 8

export async function registerSome(api: Api, count: number): Promise<Shopper[]> {
  const shoppers: Shopper[] = []
  while (shoppers.length < count) {
    const some = Math.min(registeredAtOnce, count - shoppers.length)
    shoppers.push(...(await Promise.all(Array.from({ length: some }, () => register(api)))))
  }
  return shoppers
}

export async function readyCart(api: Api, shopper: Shopper, sku: string): Promise<ReadyCart> {
  const cartId = await freshCart(api, shopper, sku)
  return { shopper, cartId, shippingOptionId: await chooseShipping(api, shopper, cartId) }
}

/** A cart is free again a moment after its order is confirmed: when carts has heard of it. */
async function freshCart(api: Api, shopper: Shopper, sku: string, tries = 100): Promise<string> {
  try {
    return await fillCart(api, shopper, [{ sku, quantity: 1 }])
  } catch (error) {
    if (tries === 0) throw error
    await sleep(20)
    return freshCart(api, shopper, sku, tries - 1)
  }
}

/** Places the order of a cart and waits until it is confirmed; answers how long that took, in milliseconds. */
export async function orderCart(api: Api, { shopper, ...cart }: ReadyCart): Promise<number> {
  const startedAt = performance.now()
  const { status, body } = await place(api, shopper, { ...cart, wait: 30 })
  const took = performance.now() - startedAt
  if (status !== 201 || !['confirmed', 'processing'].includes(body.status)) {
    throw new Error(`not confirmed: ${status} ${JSON.stringify(body)}`)
  }
  return took
}
