import type { ChainCheck } from '@comptoir/contracts/admin/audit'
import { expect, it } from 'vitest'
import type { ShopApi } from '../shop/shop-api.ts'
import { beginning, verifyChain } from './verify.ts'

const hashOf = (sequence: number) => String(sequence).padStart(64, '0')
const stretch = (sequence: number, more: Partial<ChainCheck> = {}): ChainCheck => ({
  ...{ service: 'orders', sequence, hash: hashOf(sequence), isComplete: false },
  ...more,
})

function shopOf(answers: readonly ChainCheck[]) {
  const asked: string[] = []
  const shop = async (operation: string) => ({ body: answers[asked.push(operation) - 1] })
  return { asked, shop: shop as unknown as ShopApi }
}

it('verifies a chain stretch by stretch, each from where the last one ended', async () => {
  const { shop, asked } = shopOf([stretch(1_000), stretch(1_200, { isComplete: true })])
  expect(await verifyChain(shop, 'orders', beginning)).toMatchObject({ sequence: 1_200 })
  expect(asked.map((operation) => /after=(\d+)&hash=0*(\d*)$/.exec(operation)?.slice(1))).toEqual([
    ['0', ''],
    ['1000', '1000'],
  ])
})

it('stops where a chain does not hold', async () => {
  const fault = { sequence: 7, reason: 'it was changed' }
  const { shop, asked } = shopOf([stretch(6, { fault }), stretch(9)])
  expect((await verifyChain(shop, 'orders', beginning)).fault).toEqual(fault)
  expect(asked).toHaveLength(1)
})
