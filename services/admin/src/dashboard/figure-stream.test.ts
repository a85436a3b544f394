import { expect, it } from 'vitest'
import { createAdminApp } from '../../test/admin-app.ts'
import * as told from '../../test/shop-events.ts'
import { createDashboardSubscribers } from './follow-sales.ts'

type Admin = ReturnType<typeof createAdminApp>

/** Somebody of the staff who follows the figures. */
async function follow({ app, headersFor }: Admin) {
  const headers = await headersFor({ id: 'usr_staff', roles: ['staff'] })
  const { body } = await app.request('/api/dashboard/events', { headers })
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const readUntil = async (wanted: string) => {
    while (!text.includes(wanted)) text += (await reader?.read())?.value ?? ''
    return text.match(/event: figures/g)?.length
  }
  return { readUntil, leave: () => reader?.cancel() }
}

it('sends figures to all who follow them, and goes on for one when another leaves', async () => {
  const admin = createAdminApp()
  const [one, other] = [await follow(admin), await follow(admin)]
  for (const stream of [one, other]) expect(await stream.readUntil('"orders":{"value":0')).toBe(1)
  await one.leave()
  const at = '2026-11-30T09:00:00.000Z'
  await told.deliver(createDashboardSubscribers(admin), told.confirmed({ orderId: 'ord_1', at }))
  expect(await other.readUntil('"orders":{"value":1')).toBe(2)
  await other.leave()
  const late = await follow(admin)
  expect(await late.readUntil('"orders":{"value":1')).toBe(1)
  await late.leave()
})
