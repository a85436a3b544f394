import { expect } from 'vitest'
import { newEmail } from '../src/guest.ts'
import { promote } from '../src/promotions.ts'
import { approvedVendor, sellAs } from '../src/vendor.ts'
import { type Chat, openChat, say, watch } from '../support/conversations.ts'
import type { Stage } from './stage.ts'

const tenPercent = { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 }

export type Goods = Awaited<ReturnType<typeof vendorSells>>

/** A vendor applies, is approved, and puts a product on sale; staff give it stock and make a coupon. */
export async function vendorSells({ api, staff }: Stage) {
  const vendor = await approvedVendor(api, staff)
  const { vendorId } = vendor
  const { sku, product } = await sellAs(api, staff, vendor)
  expect(product).toMatchObject({ vendorId })
  const { productId } = product
  return { vendorId, sku, productId, ...(await promote(api, staff, { benefit: tenPercent })) }
}

/** Somebody without an account asks about the product, and is answered while they look. */
export async function guestAsks(
  { api, platform, staff }: Stage,
  { productId }: Goods,
): Promise<{ email: string; chat: Chat }> {
  const email = newEmail()
  const body = `Est-il en laiton ? ${productId}`
  const chat = await openChat(api, { email, name: 'Gaston', subject: 'Un objet', body })
  const page = watch(`${platform.gatewayUrl}${chat.path}/events`, chat.headers)
  expect((await api(`POST ${chat.path}/assign`, { token: staff })).status).toBe(200)
  const answer = { body: 'Oui, en laiton massif.' }
  expect((await say(api, chat, { token: staff }, answer)).status).toBe(201)
  await expect.poll(page.seqs, { timeout: 20_000 }).toEqual([1, 2])
  expect(page.text()).toContain('laiton massif')
  await page.leave()
  expect((await api(`POST ${chat.path}/resolve`, { token: staff })).status).toBe(200)
  return { email, chat }
}
