import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { camille, createAppTwin, password } from '../test/app-twin.ts'
import { anonymise } from './account/account.ts'
import { emailKey } from './account/account-store.ts'
import { addAddress, changeAddress, removeAddress } from './account/address-book.ts'
import { grantedChannels } from './account/consents.ts'

const home = {
  recipient: 'Camille',
  line1: '12 rue de la République',
  postalCode: '69002',
  city: 'Lyon',
  countryCode: 'FR',
}

describe('the profile', () => {
  it('is one’s own, and changes by what is given', async () => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    const changed = await send('PATCH /api/me', {
      as,
      body: { firstName: 'Dominique', phone: '06 12 34 56 78' },
    })
    expect(changed.body).toMatchObject({
      firstName: 'Dominique',
      lastName: camille.lastName,
      phone: '+33612345678',
    })
    const cleared = await send('PATCH /api/me', { as, body: { phone: '' } })
    expect(cleared.body['phone']).toBeUndefined()
    expect((await send('GET /api/me')).status).toBe(401)
  })

  it('refuses a phone number that is none', async () => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    const { status, body } = await send('PATCH /api/me', { as, body: { phone: '12' } })
    expect([status, body.errors?.[0]?.field]).toEqual([400, 'phone'])
  })

  it('refuses a change of what one has not read', async () => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    const etag = (await send('GET /api/me', { as })).headers.get('etag') ?? ''
    const change = (firstName: string) =>
      send('PATCH /api/me', { as, body: { firstName }, headers: { 'if-match': etag } })
    expect((await change('A')).status).toBe(200)
    const stale = await change('B')
    expect([stale.status, stale.body.code]).toEqual([412, 'precondition_failed'])
  })

  it('keeps preferences', async () => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    const body = { currency: 'EUR', notifications: ['email', 'sms'], marketingConsent: true }
    expect((await send('PUT /api/me/preferences', { as, body })).body).toEqual(body)
    expect((await send('GET /api/me/preferences', { as })).body).toEqual(body)
  })
})

describe('consent to marketing', () => {
  const agreed = { granted: true, wording: '2026-11' }

  it('is kept for each channel, with its time and the version of its text', async () => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    const before = await send('GET /api/me/consents', { as })
    expect(before.body).toMatchObject({ granted: [], wording: { version: '2026-11' }, items: [] })
    await send('PUT /api/me/consents/sms', { as, body: agreed })
    const { body } = await send('PUT /api/me/consents/email', { as, body: agreed })
    expect(body['granted']).toEqual(['email', 'sms'])
    expect(body['items']).toMatchObject([
      { channel: 'email', ...agreed, source: 'preferences' },
      { channel: 'sms', ...agreed, source: 'preferences' },
    ])
    const preferences = await send('GET /api/me/preferences', { as })
    expect(preferences.body['marketingConsent']).toBe(true)
  })

  it('is taken back as easily, and what was agreed stays on record; the same again is not', async () => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    await send('PUT /api/me/consents/push', { as, body: agreed })
    const body = { granted: false, wording: '2026-11' }
    await send('PUT /api/me/consents/push', { as, body })
    const again = await send('PUT /api/me/consents/push', { as, body })
    expect(again.body['granted']).toEqual([])
    const decided = again.body['items'] as { granted: boolean }[]
    expect(decided.map(({ granted }) => granted)).toEqual([false, true])
  })

  it('is on record when it is given with the preferences, or before there was a record', async () => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    const body = { currency: 'EUR', notifications: ['email'], marketingConsent: true }
    await send('PUT /api/me/preferences', { as, body })
    const consents = await send('GET /api/me/consents', { as })
    expect(consents.body['items']).toMatchObject([{ channel: 'email', granted: true }])
    expect(grantedChannels({ preferences: { ...body, notifications: [] } })).toEqual(['email'])
  })

  it('is refused to a text that was never shown', async () => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    const body = { granted: true, wording: '1999-01' }
    expect((await send('PUT /api/me/consents/email', { as, body })).status).toBe(400)
    expect((await send('PUT /api/me/consents/fax', { as, body: agreed })).status).toBe(400)
    expect((await send('GET /api/me/consents')).status).toBe(401)
  })
})

type Book = ReturnType<typeof addAddress>
const deed = fc.record({
  kind: fc.constantFrom('add', 'change', 'remove'),
  input: fc.record({ isDefaultShipping: fc.boolean(), isDefaultBilling: fc.boolean() }),
  pick: fc.nat(9),
})

type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

function act(book: Book, { kind, input, pick }: Deed, newId: string): Book {
  const chosen = book[pick % Math.max(1, book.length)]?.addressId
  if (kind === 'add') return addAddress(book, { ...home, ...input }, newId)
  if (!chosen) return book
  return kind === 'change'
    ? changeAddress(book, { ...home, ...input }, chosen)
    : removeAddress(book, chosen)
}

describe('the address book', () => {
  it('has exactly one default of each kind, whatever is done to it', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
        let book: Book = []
        for (const [index, one] of deeds.entries()) {
          book = act(book, one, `adr_${index}`)
          const expected = book.length === 0 ? 0 : 1
          expect(book.filter((known) => known.isDefaultShipping)).toHaveLength(expected)
          expect(book.filter((known) => known.isDefaultBilling)).toHaveLength(expected)
        }
      }),
    )
  })

  it('makes the address just written the default that it wants to be', () => {
    const book = addAddress(
      addAddress([], home, 'adr_1'),
      { ...home, isDefaultBilling: true },
      'adr_2',
    )
    expect(
      book.map(({ isDefaultShipping, isDefaultBilling }) => [isDefaultShipping, isDefaultBilling]),
    ).toEqual([
      [true, false],
      [false, true],
    ])
  })

  it('is read and written by its owner', async () => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    const added = await send('POST /api/me/addresses', { as, body: home })
    expect([added.status, added.body['isDefaultShipping']]).toEqual([201, true])
    const path = `/api/me/addresses/${added.body['addressId']}`
    const changed = await send(`PUT ${path}`, { as, body: { ...home, city: 'Paris' } })
    expect(changed.body).toMatchObject({ city: 'Paris', isDefaultShipping: true })
    const other = await register({ email: 'other@example.com' })
    expect((await send(`PUT ${path}`, { as: other.accessToken, body: home })).status).toBe(404)
    expect((await send(`DELETE ${path}`, { as: other.accessToken })).status).toBe(404)
    expect((await send(`DELETE ${path}`, { as })).status).toBe(204)
    expect((await send('GET /api/me/addresses', { as })).body['items']).toEqual([])
  })

  it.each(['France', 'ZZ', 'UK', 'fr', ''])('takes no address in the country %j', async (code) => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    const added = await send('POST /api/me/addresses', { as, body: home })
    const path = `/api/me/addresses/${added.body['addressId']}`
    for (const operation of ['POST /api/me/addresses', `PUT ${path}`])
      expect(await send(operation, { as, body: { ...home, countryCode: code } })).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'countryCode' }] },
      })
  })

  it('takes only addresses that a label can print, in Latin letters too where they are in others', async () => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    const body = { ...home, recipient: '李小龙' }
    const refused = await send('POST /api/me/addresses', { as, body })
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'recipient', code: 'latin_required' }] },
    })
    const both = { ...body, latin: { recipient: 'Li Xiaolong' } }
    const saved = await send('POST /api/me/addresses', { as, body: both })
    expect(saved).toMatchObject({ status: 201, body: both })
  })
})

describe('deleting the account', () => {
  const erase = 'DELETE /api/me'

  it('is refused while orders are open, and without the password', async () => {
    const { register, send, world } = createAppTwin()
    const { accessToken: as } = await register()
    world.open = 2
    const refused = await send(erase, { as, body: { password } })
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({ code: 'open_orders', open: 2 })
    expect((await send(erase, { as, body: { password: 'fausse' } })).status).toBe(401)
    expect((await send('GET /api/me', { as })).status).toBe(200)
  })

  it('leaves an id without a person, ends the sessions and frees the email', async () => {
    const { register, logIn, send, accounts, store } = createAppTwin()
    const { accessToken: as, refreshToken, user } = await register()
    await send('POST /api/me/addresses', { as, body: home })
    expect((await send(erase, { as, body: { password } })).status).toBe(204)
    const kept = JSON.stringify((await accounts.get(user.userId))?.data)
    for (const trace of ['amille', 'Durand', 'Lyon', 'argon2']) expect(kept).not.toContain(trace)
    expect((await send('GET /api/me', { as })).body.code).toBe('invalid_token')
    expect((await send('POST /api/auth/refresh', { body: { refreshToken } })).status).toBe(401)
    expect((await logIn()).body.code).toBe('invalid_credentials')
    expect(store.published.at(-1)?.type).toBe('comptoir.accounts.user-deleted.v1')
    expect((await register()).user.userId).not.toBe(user.userId)
  })

  it('frees the email though a crash came before that', async () => {
    const { register, accounts } = createAppTwin()
    const { user } = await register()
    await accounts.change(user.userId, (account) =>
      anonymise(account, {
        adminCount: 0,
        erasing: { requestedBy: 'owner', at: account.createdAt, emailKey: emailKey(camille.email) },
      }),
    )
    expect(await accounts.byEmail(camille.email)).toBeUndefined()
    expect((await register()).user.userId).not.toBe(user.userId)
  })
})
