import { describe, expect, it } from 'vitest'
import { createAppTwin, from } from '../../test/app-twin.ts'
import { coarseNetworkOf, deviceOf } from './device.ts'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

type Item = { sessionId: string; isCurrent: boolean; device?: string; lastUsedAt: string }

async function twoSessions() {
  const twin = createAppTwin()
  await twin.register()
  twin.time.nowMs += 1_000
  const at = (address: string, device: string) => ({ ...from(address), 'user-agent': device })
  const desk = (await twin.logIn({}, at('203.0.113.77', firefox))).body
  twin.time.nowMs += 1_000
  const mobile = (await twin.logIn({}, at('2001:db8:1:2:3::4', phone))).body
  const list = async (as: string) =>
    (await twin.send('GET /api/me/sessions', { as })).body['items'] as Item[]
  const refresh = (refreshToken: string, headers = {}) =>
    twin.send('POST /api/auth/refresh', { body: { refreshToken }, headers })
  const end = (as: string, sessionId: string) =>
    twin.send(`DELETE /api/me/sessions/${sessionId}`, { as })
  return { ...twin, desk, mobile, list, refresh, end }
}

describe('one’s sessions', () => {
  it('say device, network and last use, newest first, and which one asks', async () => {
    const { desk, list } = await twoSessions()
    const [second, first] = await list(desk.accessToken)
    expect(second).toMatchObject({
      ...{ device: 'Safari, iOS', network: '2001:db8:1::/48', isCurrent: false },
    })
    expect(first).toMatchObject({
      ...{ device: 'Firefox, Linux', network: '203.0.113.0/24', isCurrent: true },
    })
  })

  it('say when and from where they were used last', async () => {
    const { desk, list, refresh, time } = await twoSessions()
    time.nowMs += 60_000
    await refresh(desk.refreshToken, from('198.51.100.9'))
    const used = (await list(desk.accessToken)).find(({ isCurrent }) => isCurrent)
    expect(used).toMatchObject({
      network: '198.51.100.0/24',
      lastUsedAt: new Date(time.nowMs).toISOString(),
    })
  })

  it('end one by one: its tokens are void at once, the others go on', async () => {
    const { desk, mobile, list, refresh, end, send } = await twoSessions()
    const other = (await list(desk.accessToken)).find(({ isCurrent }) => !isCurrent)
    expect((await end(desk.accessToken, other?.sessionId ?? '')).status).toBe(204)
    expect((await refresh(mobile.refreshToken)).status).toBe(401)
    expect((await send('GET /api/me', { as: mobile.accessToken })).status).toBe(401)
    const again = await refresh(desk.refreshToken)
    expect(again.status).toBe(200)
    const left = await list(again.body.accessToken)
    expect(left.map(({ isCurrent }) => isCurrent)).toEqual([true, false])
  })

  it('are nobody else’s: another’s is none', async () => {
    const { desk, list, register, refresh, end } = await twoSessions()
    const other = await register({ email: 'other@example.com' })
    const [session] = await list(desk.accessToken)
    expect((await end(other.accessToken, session?.sessionId ?? '')).status).toBe(404)
    expect((await list(other.accessToken)).map(({ isCurrent }) => isCurrent)).toEqual([true])
    expect((await refresh(desk.refreshToken)).status).toBe(200)
  })

  it('that have ended are not listed', async () => {
    const { desk, mobile, list, send } = await twoSessions()
    await send('POST /api/auth/logout', { body: { refreshToken: mobile.refreshToken } })
    expect(await list(desk.accessToken)).toHaveLength(2)
  })
})

describe('where a session is from', () => {
  it.each([
    [firefox, 'Firefox, Linux'],
    [phone, 'Safari, iOS'],
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
    ['curl/8.5.0', 'curl'],
    ['', undefined],
    ['(:', undefined],
  ])('is %s', (text, device) => {
    expect(deviceOf(text)).toBe(device)
  })

  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3::4', '2001:db8:1::/48'],
    ['::1', '0:0:0::/48'],
    ['unknown', undefined],
  ])('is a network, never an address: %s', (address, network) => {
    expect(coarseNetworkOf(address)).toBe(network)
  })
})
