import { createHash } from 'node:crypto'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { appToken, camille, createAppTwin, password } from '../../test/app-twin.ts'
import { createExports } from './export-store.ts'

const owners = [
  'inventory',
  'carts',
  'orders',
  'payments',
  'billing',
  'shipping',
  'notifications',
  'promotions',
  'admin',
  'support',
]

type Shown = {
  exportId: string
  status: string
  parts: { service: string; receivedAt?: string }[]
  link?: { path: string }
}

async function asked() {
  const twin = createAppTwin()
  const { accessToken: as, user } = await twin.register()
  const ask = async (given = password) =>
    await twin.send('POST /api/me/exports', { as, body: { password: given } })
  const { body } = await ask()
  const { exportId } = body as unknown as Shown
  const answer = (
    service: string,
    records: object[],
    { page = 0, isLast = true, by = service } = {},
  ) =>
    twin.send(`PUT /internal/personal-data/${exportId}/${service}/${page}`, {
      headers: appTokenHeaders(appToken, by),
      body: { records, isLast },
    })
  const all = async () => {
    for (const service of owners) await answer(service, [{ kind: 'thing', id: service, data: {} }])
  }
  const read = async (token = as) =>
    (await twin.send(`GET /api/me/exports/${exportId}`, { as: token })) as unknown as {
      status: number
      body: Shown
    }
  const fetchArchive = async (path = '') => {
    const response = await twin.app.request(path)
    const bytes = new Uint8Array(await response.arrayBuffer())
    return { response, bytes }
  }
  return { ...twin, as, user, ask, exportId, answer, all, read, fetchArchive }
}

describe('the export of one’s data', () => {
  it('asks every service that holds something, by an event without a name', async () => {
    const { store, exportId, user, read } = await asked()
    const told = store.published.filter(({ type }) => type.includes('personal-data-requested'))
    expect(told.map(({ data }) => data)).toEqual([{ requestId: exportId, userId: user.userId }])
    const { body } = await read()
    expect([body.status, body.link]).toEqual(['collecting', undefined])
    expect(body.parts.map(({ service }) => service).toSorted()).toEqual(owners.toSorted())
  })

  it('is ready when the last one has answered: a file of each, and a manifest with their digests', async () => {
    const { answer, all, read, fetchArchive, mailsOf } = await asked()
    await answer('orders', [{ kind: 'order', id: 'ord_1', data: { city: 'Lyon' } }], {
      isLast: false,
    })
    await answer('orders', [{ kind: 'order', id: 'ord_2', data: {} }], { page: 1 })
    expect((await read()).body.status).toBe('collecting')
    await all()
    const { body } = await read()
    expect(body.status).toBe('ready')
    expect(body.parts.every(({ receivedAt }) => receivedAt)).toBe(true)
    const { response, bytes } = await fetchArchive(body.link?.path)
    expect(response.headers.get('content-type')).toBe('application/zip')
    const files = unzipSync(bytes)
    const json = (name: string) => JSON.parse(strFromU8(files[name] ?? new Uint8Array()))
    expect(json('accounts.json')[0]).toMatchObject({
      kind: 'account',
      data: { email: camille.email },
    })
    expect(json('orders.json').map(({ id }: { id: string }) => id)).toEqual(['orders', 'ord_2'])
    for (const { name, sha256 } of json('manifest.json').files) {
      const digest = createHash('sha256')
        .update(files[name] ?? new Uint8Array())
        .digest('hex')
      expect([name, digest]).toEqual([name, sha256])
    }
    expect(strFromU8(files['accounts.json'] ?? new Uint8Array())).not.toMatch(/argon2|"key"|"hash"/)
    expect(await mailsOf('export_ready')).toHaveLength(1)
  })

  it('is told of once, however often the last answer comes', async () => {
    const { answer, all, mailsOf } = await asked()
    await all()
    await answer('orders', [])
    await answer('promotions', [])
    await answer('support', [])
    expect(await mailsOf('export_ready')).toHaveLength(1)
  })

  it('has a link for a quarter of an hour, of that export only', async () => {
    const { all, read, fetchArchive, time, ask } = await asked()
    await all()
    const path = (await read()).body.link?.path ?? ''
    expect((await fetchArchive(path)).response.status).toBe(200)
    const { exportId: other } = (await ask()).body as unknown as Shown
    const stolen = path.replace(/exp_\d+/, other)
    expect((await fetchArchive(stolen)).response.status).toBe(401)
    expect((await fetchArchive(`${path}x`)).response.status).toBe(401)
    time.nowMs += 900_000
    expect((await fetchArchive(path)).response.status).toBe(401)
  })

  it('is thrown away after seven days', async () => {
    const { all, read, time, logIn } = await asked()
    await all()
    time.nowMs += 7 * 86_400_000
    const { accessToken } = (await logIn()).body
    const { body } = await read(accessToken)
    expect([body.status, body.link]).toEqual(['expired', undefined])
  })

  it('is one at a time, and needs the password', async () => {
    const { ask, exportId } = await asked()
    expect((await ask('fausse')).body.code).toBe('invalid_credentials')
    expect(((await ask()).body as unknown as Shown).exportId).toBe(exportId)
  })

  it('is nobody else’s', async () => {
    const { register, read } = await asked()
    const { accessToken } = await register({ email: 'other@example.com' })
    expect((await read(accessToken)).status).toBe(404)
  })

  it('takes no answer in the name of another service, and none of a service that holds nothing', async () => {
    const { answer, read } = await asked()
    expect((await answer('orders', [], { by: 'billing' })).status).toBe(403)
    expect((await answer('catalog', [])).status).toBe(403)
    expect((await read()).body.parts.some(({ receivedAt }) => receivedAt)).toBe(false)
  })

  it('goes with the account', async () => {
    const { all, read, send, as, fetchArchive, exports, user } = await asked()
    await all()
    const path = (await read()).body.link?.path ?? ''
    await send('DELETE /api/me', { as, body: { password } })
    expect((await fetchArchive(path)).response.status).toBe(404)
    expect((await exports.list(user.userId)).items).toEqual([])
  })

  it('goes with the account while it is collected: what was sent, what is sent late, and by whom is not done', async () => {
    const { answer, send, as, exportId, store } = await asked()
    const page = async (of: string) =>
      (await store.state.read(`data-export-pages:${exportId}.${of}`))?.value as
        | { deleted?: boolean; data: unknown }
        | undefined
    await answer('orders', [{ kind: 'order', id: 'ord_1', data: {} }], { isLast: false })
    await answer('billing', [{ kind: 'invoice', id: 'inv_1', data: {} }])
    expect((await page('orders.0'))?.data).toMatchObject({ records: [{ id: 'ord_1' }] })
    await send('DELETE /api/me', { as, body: { password } })
    const late = await answer('orders', [{ kind: 'order', id: 'ord_2', data: {} }], { page: 1 })
    expect(late.status).toBe(204)
    for (const kept of ['orders.0', 'billing.0'])
      expect(await page(kept)).toMatchObject({ data: null })
    expect(await page('orders.1')).toBeUndefined()
  })

  it('keeps no page that is stored while its person is erased', async () => {
    const { answer, exportId, store, user } = await asked()
    const another = createExports(store)
    const { write } = store.state
    const name = `data-export-pages:${exportId}.orders.0`
    store.state.write = async (entry) => {
      // all of the erasure, by another replica, falls between the announcement of the page and the page
      if (entry.key === name) {
        store.state.write = write
        await another.forget(user.userId)
      }
      return await write(entry)
    }
    await answer('orders', [{ kind: 'order', id: 'ord_1', data: {} }])
    expect((await store.state.read(name))?.value).toMatchObject({ data: null })
  })
})
