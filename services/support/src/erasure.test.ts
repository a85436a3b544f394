import { emailKeyOf } from '@comptoir/contracts/email'
import { describe, expect, it } from 'vitest'
import { createSupportApp } from '../test/support-app.ts'
import { eraseConversations } from './erasure.ts'

const email = 'gaston@example.com'
type Twin = ReturnType<typeof createSupportApp>

/** A guest's conversation under an email, one of a guest who typed it for a transcript only, and others. */
async function conversationsOf({ open, say, call }: Twin) {
  const named = await open(undefined, { email })
  const other = await open(undefined, { email: 'other@example.com' })
  const nameless = await open()
  const account = await open('camille')
  for (const { path, token } of [nameless, other]) {
    await say(path, 'Il est parti.', { as: 'ines' })
    await call(`POST ${path}/transcript`, { token, body: { email } })
  }
  return { named, nameless, other, account }
}
const eraseByStaff = ({ call }: Twin, key = emailKeyOf(email)) =>
  call(`PUT /internal/guest-conversations/${key}/erasure?by=usr_sam`, { as: 'orders' })

describe('an email that is erased without an account', () => {
  it('loses its conversations, though no order leads to them, and no other one goes', async () => {
    const twin = createSupportApp()
    const { named, nameless, other, account } = await conversationsOf(twin)
    expect([(await eraseByStaff(twin)).status, (await eraseByStaff(twin)).status]).toEqual([
      204, 204,
    ])
    const left = await twin.conversations.getMany([named.id, nameless.id, other.id, account.id])
    expect(left.map(({ id }) => id)).toEqual([other.id, account.id])
    expect(JSON.stringify(left)).not.toContain(email)
    expect(JSON.stringify(left)).toContain('other@example.com')
  })

  it('is erased for orders alone, and by a digest alone', async () => {
    const twin = createSupportApp()
    const { named } = await conversationsOf(twin)
    const asked = `PUT /internal/guest-conversations/${emailKeyOf(email)}/erasure`
    expect((await twin.call(asked, { as: 'carts' })).status).toBe(403)
    expect((await twin.call(asked, { as: 'sam' })).status).toBeGreaterThanOrEqual(400)
    expect((await eraseByStaff(twin, email)).status).toBe(400)
    expect(await twin.conversations.get(named.id)).toBeDefined()
  })

  it('leaves an entry of the audit log for each conversation, which says nothing of it', async () => {
    const twin = createSupportApp()
    const { named } = await conversationsOf(twin)
    await eraseByStaff(twin)
    const entries = twin.store.recorded.filter(
      ({ data }) => (data as { operation?: string }).operation === 'EraseGuestOrders',
    )
    expect(entries.map(({ data }) => data)).toContainEqual(
      expect.objectContaining({
        ...{ actor: { userId: 'usr_sam', roles: [] }, change: 'removed' },
        object: { collection: 'conversations', id: named.id },
      }),
    )
    expect(JSON.stringify(entries)).not.toMatch(/gaston|colis/)
  })
})

describe('an account that proved its email', () => {
  it('has in its export what it wrote as a guest, and loses it when it is erased', async () => {
    const twin = createSupportApp()
    const { named, nameless, other, account } = await conversationsOf(twin)
    const exported = async () => (await twin.personalDataOf('usr_camille')).map(({ id }) => id)
    expect(await exported()).toEqual([account.id])
    twin.provenEmails.set('usr_camille', email)
    expect((await exported()).toSorted()).toEqual([account.id, named.id, nameless.id].toSorted())
    await eraseConversations(twin)('usr_camille')
    const left = await twin.conversations.getMany([named.id, nameless.id, other.id, account.id])
    expect(left.map(({ id }) => id)).toEqual([other.id])
  })

  it('loses nothing of an account that took such a conversation over', async () => {
    const twin = createSupportApp()
    const { named } = await conversationsOf(twin)
    await twin.call(`POST ${named.path}/attach`, { as: 'alex', token: named.token })
    twin.provenEmails.set('usr_camille', email)
    await eraseConversations(twin)('usr_camille')
    expect(await twin.conversations.get(named.id)).toBeDefined()
  })
})
