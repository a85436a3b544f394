import { brotliDecompressSync } from 'node:zlib'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { createApp } from './app.ts'
import { readBackOfficeConfig } from './config.ts'
import { openOffice, problem, sessionOf } from './test/fake-accounts.ts'

const signIn = { email: 'ada@example.org', password: 'a long enough password' }

describe('who signs in', () => {
  it.each(['vendor', 'support', 'staff', 'admin'] as const)('as %s gets in', async (role) => {
    const { post } = openOffice({ 'POST /api/auth/login': () => sessionOf('1', [role]) })
    const answer = await post('/session/sign-in', signIn)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      session: { accessToken: 'access-1', person: { firstName: 'Ada', roles: [role] } },
    })
  })

  it('keeps a token in a cookie for /session only, which no script reads', async () => {
    const { post } = openOffice({ 'POST /api/auth/login': () => sessionOf('1', ['staff']) })
    const answer = await post('/session/sign-in', signIn)
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^comptoir_staff=refresh-1;/)
    for (const part of ['Path=/session', 'HttpOnly', 'SameSite=Strict']) {
      expect(cookie.split('; ')).toContain(part)
    }
    expect(await answer.text()).not.toContain('refresh-1')
  })

  it('as a customer alone is turned away, and the session that was opened is ended', async () => {
    const { post, jar, asked } = openOffice({
      'POST /api/auth/login': () => sessionOf('1', ['customer']),
    })
    const answer = await post('/session/sign-in', signIn)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'forbidden' })
    expect(jar.size).toBe(0)
    expect(asked.at(-1)).toMatchObject({
      call: 'POST /api/auth/logout',
      body: { refreshToken: 'refresh-1' },
    })
  })

  it('with a wrong password is told so, and by accounts that is away that it is', async () => {
    const wrong = openOffice({ 'POST /api/auth/login': () => problem(401, 'invalid_credentials') })
    expect((await wrong.post('/session/sign-in', signIn)).status).toBe(401)
    const away = openOffice({ 'POST /api/auth/login': () => problem(502, 'bad_gateway') })
    const answer = await away.post('/session/sign-in', signIn)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ code: 'dependency_unavailable' })
  })

  it('tells the gateway where from', async () => {
    const { post, asked } = openOffice({
      'POST /api/auth/login': () => sessionOf('1', ['staff']),
    })
    await post('/session/sign-in', signIn)
    expect(asked[0]?.headers.get('x-forwarded-for')).toBe('127.0.0.1')
  })
})

describe('a session', () => {
  const answers = {
    'POST /api/auth/login': () => sessionOf('1', ['staff']),
    'POST /api/auth/refresh': () => sessionOf('2', ['staff']),
  }

  it('is renewed once for twenty pages at the same time', async () => {
    const { post, asked, jar } = openOffice(answers)
    await post('/session/sign-in', signIn)
    const renewed = await Promise.all(Array.from({ length: 20 }, () => post('/session/refresh')))
    for (const answer of renewed) {
      expect(await answer.json()).toMatchObject({ session: { accessToken: 'access-2' } })
    }
    expect(asked.filter(({ call }) => call === 'POST /api/auth/refresh')).toHaveLength(1)
    expect(jar.get('comptoir_staff')).toBe('refresh-2')
  })

  it('that is not there is none; one that is over is forgotten', async () => {
    const { post, jar, asked } = openOffice({
      ...answers,
      'POST /api/auth/refresh': () => problem(401, 'invalid_token'),
    })
    expect(await (await post('/session/refresh')).json()).toEqual({ session: null })
    expect(asked).toEqual([])
    await post('/session/sign-in', signIn)
    expect(await (await post('/session/refresh')).json()).toEqual({ session: null })
    expect(jar.size).toBe(0)
  })

  it('that cannot be renewed now is not lost', async () => {
    const { post, jar } = openOffice({
      ...answers,
      'POST /api/auth/refresh': () => problem(503, 'dependency_unavailable'),
    })
    await post('/session/sign-in', signIn)
    expect((await post('/session/refresh')).status).toBe(503)
    expect(jar.get('comptoir_staff')).toBe('refresh-1')
  })

  it('of somebody who left the staff ends', async () => {
    const { post, jar, asked } = openOffice({
      ...answers,
      'POST /api/auth/refresh': () => sessionOf('2', ['customer']),
    })
    await post('/session/sign-in', signIn)
    expect((await post('/session/refresh')).status).toBe(403)
    expect(jar.size).toBe(0)
    expect(asked.at(-1)?.call).toBe('POST /api/auth/logout')
  })

  it('ends here also when accounts does not answer, and the log says that it did not', async () => {
    const { post, jar, lines } = openOffice({
      ...answers,
      'POST /api/auth/logout': () => problem(503, 'dependency_unavailable'),
    })
    await post('/session/sign-in', signIn)
    expect((await post('/session/sign-out')).status).toBe(204)
    expect(jar.size).toBe(0)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('accounts did not end a session')
    expect(lines[0]).not.toContain('refresh-1')
  })
})

describe('a change', () => {
  it.each(['cross-site', 'same-site', 'none'])('from %s is refused', async (site) => {
    const { post, asked } = openOffice({})
    for (const path of ['/session/sign-in', '/session/refresh', '/session/sign-out']) {
      expect((await post(path, signIn, { 'sec-fetch-site': site })).status).toBe(403)
    }
    expect(asked).toEqual([])
  })
})

describe('the pages', () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    openOffice({}).app.request(path, { headers })

  it('have one document, which may ask only the API', async () => {
    for (const path of ['/', '/orders', '/orders/ord_1/saga?x=1', '/stock/items/CH-1.5']) {
      const answer = await get(path)
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, '<p>page</p>'])
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      const policy = answer.headers.get('content-security-policy')
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("connect-src 'self' http://api.test http://orders.test;")
      expect(policy).toContain("frame-ancestors 'none'")
    }
  })

  it('load files that never change once, compressed where a browser takes that', async () => {
    const plain = await get('/assets/a-1234.js')
    expect(plain.headers.get('cache-control')).toContain('immutable')
    expect(await plain.text()).toBe('alert(1)')
    const coded = await get('/assets/a-1234.js', { 'accept-encoding': 'gzip, br' })
    expect(coded.headers.get('content-encoding')).toBe('br')
    const body = brotliDecompressSync(new Uint8Array(await coded.arrayBuffer()))
    expect(body.toString()).toBe('alert(1)')
    expect(coded.headers.get('etag')).not.toBe(plain.headers.get('etag'))
  })

  it('are not there for files and operations that are not', async () => {
    for (const path of ['/assets/none.js', '/none.txt', '/session']) {
      expect([path, (await get(path)).status]).toEqual([path, 404])
    }
    expect((await openOffice({}).post('/orders')).status).toBe(404)
  })

  it('are told where to ask', async () => {
    expect(await (await get('/config.json')).json()).toEqual({
      gatewayUrl: 'http://api.test',
      serviceUrls: { orders: 'http://orders.test' },
      shopUrl: 'http://shop.test',
    })
  })

  it('leave health to the program', async () => {
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' })
  })

  it('take no token', async () => {
    expect((await get('/config.json', { authorization: 'Bearer x' })).status).toBe(401)
  })
})

it('a cookie of a site with HTTPS is for HTTPS only', async () => {
  const config = readBackOfficeConfig({ PORT: '0', PUBLIC_OFFICE_URL: 'https://office.test' })
  const fetch = async () => sessionOf('1', ['admin'])
  const app = createApp({ config, files: [], log: silentLog(), fetch })
  const answer = await app.request('/session/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://office.test' },
    body: JSON.stringify(signIn),
  })
  const [cookie = ''] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^__Secure-comptoir_staff=/)
  expect(cookie.split('; ')).toContain('Secure')
})
