import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { createExporting } from '../../test/exporting.ts'
import { createApp } from '../app.ts'

const { verify, headersFor } = createTestVerifier()
const camille = await headersFor({ id: 'usr_camille' })
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
const colleague = await headersFor({ id: 'usr_colleague', roles: ['staff'] })
const november = { from: '2026-11-01', to: '2026-11-30' }
const goOn = new AbortController().signal

async function createBilling(count = 3) {
  const shop = await createExporting(count)
  const app = createApp({ ...shop, verify, appToken: 'token', log: silentLog() })
  const call = async (line: string, more: { body?: object; key?: string; as?: object } = {}) => {
    const [method = '', path = ''] = line.split(' ')
    const answer = await app.request(`/api/invoice-exports${path}`, {
      method,
      headers: {
        ...(more.as ?? staff),
        ...(more.key && { 'idempotency-key': more.key }),
        ...(more.body && { 'content-type': 'application/json' }),
      },
      ...(more.body && { body: JSON.stringify(more.body) }),
    })
    const isZip = answer.headers.get('content-type') === 'application/zip'
    const body = isZip ? {} : JSON.parse(await answer.text())
    return { status: answer.status, body, answer }
  }
  const ask = (body: object = november, key = 'november-2026', as = staff) =>
    call('POST ', { body, key, as })
  return { ...shop, call, ask }
}

describe('POST /api/invoice-exports', () => {
  it('begins one export per key and user, however often it is sent', async () => {
    const billing = await createBilling()
    const [first, again] = [await billing.ask(), await billing.ask()]
    expect([first.status, again.status]).toEqual([202, 202])
    expect(again.body.exportId).toBe(first.body.exportId)
    expect((await billing.ask(november, 'november-2026', colleague)).body.exportId).not.toBe(
      first.body.exportId,
    )
    const { body } = await billing.call('GET ?limit=10')
    expect(body.items).toHaveLength(2)
  })

  it('refuses the key with another filter, days in the wrong order, and customers', async () => {
    const billing = await createBilling()
    await billing.ask()
    const other = await billing.ask({ ...november, form: 'xml' })
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    expect((await billing.ask({ from: '2026-12-01', to: '2026-11-01' })).status).toBe(400)
    expect((await billing.ask({ ...november, type: 'letter' })).status).toBe(400)
    expect((await billing.ask(november, 'november-2026', camille)).status).toBe(403)
  })
})

describe('GET /api/invoice-exports/{exportId}/file', () => {
  it('is the ZIP, with its size, until it expires', async () => {
    const billing = await createBilling()
    const { exportId } = (await billing.ask()).body
    const early = await billing.call(`GET /${exportId}/file`)
    expect([early.status, early.body.code]).toEqual([409, 'document_not_ready'])
    await billing.replica()(goOn)
    const { body } = await billing.call(`GET /${exportId}`)
    expect(body).toMatchObject({ status: 'done', progress: { done: 3, failed: 0, total: 3 } })
    expect(body.download.path).toBe(`/api/invoice-exports/${exportId}/file`)
    const { answer } = await billing.call(`GET /${exportId}/file`)
    const zip = Buffer.from(await answer.arrayBuffer())
    expect(answer.headers.get('content-type')).toBe('application/zip')
    expect(answer.headers.get('content-length')).toBe(String(zip.length))
    expect(Object.keys(unzipSync(zip))).toHaveLength(3)
    billing.time.now = new Date('2026-11-22T10:00:00.000Z')
    expect((await billing.call(`GET /${exportId}`)).body).toMatchObject({ status: 'expired' })
    expect((await billing.call(`GET /${exportId}/file`)).status).toBe(404)
    expect((await billing.call('GET /exp_none/file')).status).toBe(404)
  })

  it('breaks off when a piece is gone, instead of ending early', async () => {
    const billing = await createBilling()
    const { exportId } = (await billing.ask()).body
    await billing.replica()(goOn)
    const job = await billing.exports.get(exportId)
    const directory = job?.data.status === 'done' && job.data.parts[0]?.directory?.sha256
    await billing.blobs.remove(directory || '')
    const { answer } = await billing.call(`GET /${exportId}/file`)
    await expect(answer.arrayBuffer()).rejects.toThrow('gone')
  })
})

describe('POST /api/invoice-exports/{exportId}/cancel', () => {
  it('stops one that has not ended, once; refuses one that has', async () => {
    const billing = await createBilling()
    const { exportId } = (await billing.ask()).body
    for (const _ of [1, 2]) {
      const { status, body } = await billing.call(`POST /${exportId}/cancel`)
      expect([status, body.status]).toEqual([200, 'cancelled'])
    }
    await billing.replica()(goOn)
    expect((await billing.call(`GET /${exportId}`)).body.status).toBe('cancelled')
    const done = (await billing.ask(november, 'another-key')).body.exportId
    await billing.replica()(goOn)
    expect((await billing.call(`POST /${done}/cancel`)).body.code).toBe('transition_refused')
    expect((await billing.call('POST /exp_none/cancel')).status).toBe(404)
  })
})
