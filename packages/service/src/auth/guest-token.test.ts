import { jsonAnswer } from '@comptoir/contracts/common'
import { forBuyers, forStaff, forUsers, forVisitors } from '@comptoir/contracts/operation'
import { z } from '@hono/zod-openapi'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, it } from 'vitest'
import { silentLog } from '../../test/silent-log.ts'
import { createTestVerifier } from '../../test/tokens.ts'
import { createServiceApp } from '../app.ts'
import { createTokenVerifier, currentBuyer, maybeUser } from './auth.ts'
import { guestAudienceOf } from './guest-token.ts'

const responses = { 200: jsonAnswer({ id: z.string() }, 'Who asks') }

function appOf() {
  const { verify, guestHeadersFor, headersFor } = createTestVerifier()
  const app = createServiceApp({
    ...{ appId: 'things', title: 'Things', description: 'For the tests', appToken: 'token' },
    ...{ verify, log: silentLog() },
  })
  app.openapi(forBuyers('A', 'GET /buyers', { responses }), (c) =>
    c.json({ id: currentBuyer(c).id }, 200),
  )
  for (const route of [
    forUsers('B', 'GET /users', { responses }),
    forStaff('C', 'GET /staff', { responses }),
    forVisitors('D', 'GET /visitors', { responses }),
  ])
    app.openapi(route, (c) => c.json({ id: maybeUser(c)?.id ?? 'nobody' }, 200))
  const get = async (path: string, headers: Record<string, string>) => {
    const answer = await app.request(path, { headers })
    return answer.status === 200 ? ((await answer.json()) as { id: string }).id : answer.status
  }
  return { get, guestHeadersFor, headersFor }
}

it('lets a guest in where an operation takes guests, and is nobody everywhere else', async () => {
  const { get, guestHeadersFor, headersFor } = appOf()
  const guest = await guestHeadersFor('ord_1')
  const paths = ['/buyers', '/users', '/staff', '/visitors']
  const seen = await Promise.all(paths.map((path) => get(path, guest)))
  expect(seen).toEqual(['gst_1', 401, 401, 'nobody'])
  expect(await get('/buyers', await headersFor({ id: 'usr_1' }))).toBe('usr_1')
  expect(await get('/buyers', {})).toBe(401)
})

async function signed(claims: Record<string, unknown>, { sub, aud }: { sub: string; aud: string }) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const verify = createTokenVerifier({
    ...{ issuer: 'comptoir', audience: 'comptoir' },
    fetchKeys: async () => ({
      keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }],
    }),
  })
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .setSubject(sub)
    .setIssuer('comptoir')
    .setAudience(aud)
    .setExpirationTime('15m')
    .sign(privateKey)
  return await verify(token).catch((error: { code: string }) => error.code)
}

it('gives a guest no role, whatever the token says', async () => {
  const aud = guestAudienceOf('comptoir')
  const guest = await signed({ order: 'ord_1', roles: ['admin'] }, { sub: 'gst_1', aud })
  expect(guest).toMatchObject({ id: 'gst_1', guestOf: 'ord_1', roles: [] })
})

it.each([
  ['names another owner than that of its order', { order: 'ord_1' }, 'gst_2'],
  ['names a user', { order: 'ord_1' }, 'usr_1'],
  ['names no order', {}, 'gst_1'],
])('refuses a token of a guest that %s', async (_, claims, sub) => {
  expect(await signed(claims, { sub, aud: guestAudienceOf('comptoir') })).toBe('invalid_token')
})
