import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditEntry } from '@comptoir/contracts/admin/audit'
import { checkout } from '@comptoir/tools/runner/plan/layout'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { register, sell, signIn } from '../../src/shopper.ts'
import { openStored } from '../../src/stores/stored-document.ts'
import { isElsewhere, leaveOut } from '../../src/this-machine.ts'

const { platform, api, staff } = await openJourney()
const admin = await signIn(api, platform.admin)
const folder = mkdtempSync(join(tmpdir(), 'comptoir-audit-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function entries(query: string, token = staff): Promise<AuditEntry[]> {
  const { body } = await api<{ items: AuditEntry[] }>(`GET /api/audit?${query}`, { token })
  return body.items
}
const entriesOnce = (query: string, count = 1) =>
  eventually(
    query,
    () => entries(query),
    ({ length }) => length >= count,
  )

/** `npm run audit -- verify` on this shop: its exit code and what it prints. */
function verify(...args: string[]): Promise<{ code: number; out: string }> {
  const argv = [join(checkout, 'tools/bootstrap.mjs'), 'audit', 'verify', ...args]
  const { email, password } = platform.staff
  const env = { ...process.env, STAFF_EMAIL: email, STAFF_PASSWORD: password }
  return new Promise((done) => {
    const options = { cwd: checkout, env }
    execFile(process.execPath, [...argv, '--url', platform.gatewayUrl], options, (error, out) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out }),
    )
  })
}

/** Edits an entry where its store keeps it, past the service. */
async function tampering(entryId: string) {
  const where = { appId: 'admin', document: `audit-entries:${entryId}` } as const
  const entry = await openStored(platform, where)
  if (!entry) return leaveOut('its store is reached by the sidecar alone')
  onTestFinished(() => void entry.close())
  const stored = await entry.read()
  if (stored === undefined) throw new Error('the entry is not stored')
  return {
    tamper: (edit: (text: string) => string) => entry.write(edit(stored)),
    restore: () => entry.write(stored),
  }
}
const lineOf = (out: string, service: string) =>
  out.split('\n').find((line) => line.startsWith(service)) ?? ''

describe('what staff write', () => {
  it('is in the audit log, with who, what, before, after and why', async () => {
    const set = (days: number, reason: string) =>
      api('PUT /api/settings/returns', {
        ...{ token: admin, body: { values: { returnSendDays: days }, reason } },
      })
    await set(20, 'a test')
    await set(14, 'the test is over')
    const query = 'object=settings/returns&operation=ReplaceSettings'
    const [newest] = await eventually(
      'entries',
      () => entries(query),
      ([first]) => first?.reason === 'the test is over',
    )
    expect(newest?.action).toMatchObject({
      ...{ change: 'changed', actor: { roles: expect.arrayContaining(['admin']) } },
      fields: [{ path: 'values.returnSendDays', before: 20, after: 14 }],
    })
  })

  it('of stock leaves with the stock, and of what was refused there is no entry', async () => {
    const sku = await sell(api, staff, { price: 1_000, stock: 5 })
    const object = `object=stock-items/${sku}`
    const movement = (quantity: number) =>
      api(`POST /api/stock/${sku}/movements`, {
        ...{ token: staff, key: `${sku}-${quantity}` },
        body: { type: 'adjustment', quantity, reason: 'broken' },
      })
    expect((await movement(-9)).status).toBe(409)
    expect((await movement(-2)).status).toBe(201)
    const found = await entriesOnce(`${object}&operation=RecordMovement`)
    expect(found.map(({ reason, action }) => [reason, action.fields])).toEqual([
      ['broken', [{ path: 'onHand', before: 5, after: 3 }]],
    ])
    const all = await entries(object)
    expect(all.map(({ action }) => action.change)).toEqual(['changed', 'created'])
  })

  it('says nothing of the person it is about, and is not for shoppers', async () => {
    const shopper = await register(api)
    const { token } = shopper
    const { body: me } = await api<{ userId: string }>('GET /api/me', { token })
    const path = `/api/users/${me.userId}`
    const tags = { token: staff, body: { tags: ['wholesale'] } }
    const { status } = await api(`PUT ${path}/tags`, tags)
    expect(status).toBe(200)
    const [entry] = await entriesOnce(`person=${me.userId}`)
    expect(entry?.action.object).toEqual({ collection: 'accounts', id: me.userId })
    expect(JSON.stringify(entry)).not.toContain(shopper.email)
    const refused = await api('GET /api/audit', { token })
    expect(refused.status).toBe(403)
    expect((await api('GET /api/audit')).status).toBe(401)
  })
})

describe('the chains of the audit log', () => {
  it('are verified by a command, and say where somebody changed what is stored', async () => {
    if (isElsewhere) leaveOut('it edits what is stored')
    const saved = join(folder, 'ends.json')
    const before = await verify('--save', saved)
    expect([before.code, before.out]).toEqual([
      0,
      expect.stringMatching(/^inventory +\d+ .* holds/m),
    ])
    expect((await verify('--ends', saved)).code).toBe(0)
    const [victim] = await entries('service=inventory&limit=1')
    if (!victim) throw new Error('there is no entry of inventory')
    const { tamper, restore } = await tampering(victim.entryId)
    await tamper((text) => text.replace('usr_', 'usX_'))
    const broken = await verify('--ends', saved)
    expect(broken.code).toBe(1)
    expect(lineOf(broken.out, 'inventory')).toContain(
      `broken at ${victim.sequence}: it was changed`,
    )
    expect(lineOf(broken.out, 'catalog')).toContain('holds')
    await restore()
    expect((await verify('--ends', saved)).code).toBe(0)
  })
})
