import { randomBytes } from 'node:crypto'
import type { TestPlatform } from '../../faults/kit/test-platform.ts'
import { shelf } from '../../src/shopper.ts'

/** A product whose title each call changes. */
export async function changingProduct({ api, staff }: TestPlatform) {
  const id = `changing-${randomBytes(4).toString('hex')}`
  const token = await staff()
  const categoryIds = [await shelf(api, token)]
  const price = { amount: 1_000, currency: 'EUR' }
  const variants = [{ sku: id.toUpperCase(), price, weightGrams: 100 }]
  return async (title: string) => {
    const body = { status: 'active', title: { fr: title, en: title }, variants, categoryIds }
    const operation = `PUT /api/products/by-external-id/${id}`
    const answer = await api<{ productId: string }>(operation, { token, body })
    if (answer.status !== 200) throw new Error(`${operation}: ${answer.status}`)
    return answer.body
  }
}
