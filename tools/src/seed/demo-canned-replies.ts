import { readFileSync } from 'node:fs'
import { CannedReplyInput } from '@comptoir/contracts/support/schemas'
import { parse } from 'yaml'
import { z } from 'zod'
import { readAll } from '../shop/running-shop.ts'
import type { ShopApi } from '../shop/shop-api.ts'

const DemoReplies = z.array(CannedReplyInput.extend({ id: z.string() }).strict())

/** The canned replies of the demo shop. */
export function readDemoReplies(): z.infer<typeof DemoReplies> {
  const file = new URL('../../demo-catalogue/canned-replies.yaml', import.meta.url)
  return DemoReplies.parse(parse(readFileSync(file, 'utf8')))
}

const path = '/api/support/canned-replies'

/** Writes the canned replies of the demo shop; one that is there stays as staff left it. */
export async function createCannedReplies(shop: ShopApi): Promise<void> {
  const listed = await readAll<{ readonly replyId: string }>(shop, path)
  const known = new Set(listed.map(({ replyId }) => replyId))
  for (const { id, ...body } of readDemoReplies())
    if (!known.has(id)) await shop(`PUT ${path}/${id}`, { body })
}
