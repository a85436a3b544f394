import { type AppId, appIds, services } from '@comptoir/contracts/topology'
import { describe, expect, it, onTestFinished } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { register, signIn } from '../../src/shopper.ts'

const { platform, api, direct, staff } = await openJourney()
const admin = await signIn(api, platform.admin)

type View = { version: number; values: Record<string, unknown> }

async function set(namespace: string, values: object): Promise<View> {
  const body = { values, reason: 'a test' }
  const { status, body: view } = await api<View>(`PUT /api/settings/${namespace}`, {
    token: admin,
    body,
  })
  expect(status).toBe(200)
  return view
}

/** The version of a concern that a service goes by, as its metrics say. */
async function versionAt(appId: AppId, namespace: string): Promise<number> {
  const url = `http://127.0.0.1:${services[appId].port + platform.portOffset}/metrics`
  const text = await (await fetch(url)).text()
  const line = new RegExp(
    `^comptoir_settings_version\\{.*namespace="${namespace}".*\\} (\\d+)`,
    'm',
  )
  return Number(line.exec(text)?.[1] ?? 0)
}

/** How long until each service goes by a change, in milliseconds. */
async function changeAndFollow(day: number): Promise<number[]> {
  const { version } = await set('legal', { noticeVersion: `2026-12-${String(day + 10)}` })
  const changedMs = performance.now()
  return await Promise.all(
    appIds.map(async (appId) => {
      const seen = () => versionAt(appId, 'legal')
      await eventually(`settings of ${appId}`, seen, (found) => found >= version)
      return performance.now() - changedMs
    }),
  )
}

describe('settings', () => {
  it('count on every service within seconds of their change', { timeout: 120_000 }, async () => {
    direct(services.admin.port)
    const times: number[] = []
    for (let round = 0; round < 5; round++) times.push(...(await changeAndFollow(round)))
    const sorted = times.toSorted((one, other) => one - other)
    const p95 = sorted[Math.floor(0.95 * sorted.length)] ?? Number.POSITIVE_INFINITY
    expect(p95).toBeLessThan(5_000)
  })

  it('of returns are what shoppers are promised', async () => {
    onTestFinished(async () => void (await set('returns', {})))
    await set('returns', { returnWindowDays: 60 })
    const ask = async () => (await api<{ returnDays: number }>('GET /api/return-policy')).body
    await eventually('the return window', ask, ({ returnDays }) => returnDays === 60)
  })

  it('close the shop to shoppers, with when to come again, and not to staff', async () => {
    const { token } = await register(api)
    onTestFinished(async () => void (await set('maintenance', {})))
    await set('maintenance', { on: true, retryAfterSeconds: 60 })
    const shopper = () => api<{ code: string }>('GET /api/products', { token })
    const closed = await eventually('maintenance', shopper, ({ status }) => status === 503)
    expect(closed.body.code).toBe('maintenance')
    expect(closed.headers.get('retry-after')).toBe('60')
    expect((await api('GET /api/products')).status).toBe(503)
    expect((await api('GET /api/products', { token: staff })).status).toBe(200)
    expect((await api('GET /api/shop')).body).toMatchObject({ maintenance: { on: true } })
    await set('maintenance', {})
    await eventually('the shop is open again', shopper, ({ status }) => status === 200)
  })
})
