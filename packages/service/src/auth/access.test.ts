import { forRoles, jsonAnswer, jsonBody, maybeSignedIn, signedIn } from '@comptoir/contracts/common'
import { createRoute, z } from '@hono/zod-openapi'
import { describe, expect, it } from 'vitest'
import { silentLog } from '../../test/silent-log.ts'
import { createTestVerifier } from '../../test/tokens.ts'
import { createServiceApp } from '../app.ts'

const Thing = z.object({ name: z.string() })
const thing = {
  method: 'put',
  request: { params: z.object({ id: z.string().max(3) }), body: jsonBody(Thing) },
  responses: { 200: jsonAnswer(Thing, 'The thing') },
} as const
const routes = [
  createRoute({ ...thing, path: '/open/{id}', security: maybeSignedIn }),
  createRoute({ ...thing, path: '/signed-in/{id}', security: signedIn }),
  createRoute({ ...thing, path: '/staff/{id}', ...forRoles('staff', 'admin') }),
]

const { verify, headersFor } = createTestVerifier()
const description = 'For the tests'
const log = silentLog()
const app = createServiceApp({
  ...{ appId: 'things', title: 'Things', description, verify, log, appToken: 'token' },
})
for (const route of routes) app.openapi(route, (c) => c.json(c.req.valid('json'), 200))

async function putWrongly(path: string, headers: Record<string, string>): Promise<number> {
  const type = { 'content-type': 'application/json' }
  const sent = { method: 'PUT', body: '{', headers: { ...type, ...headers } }
  return (await app.request(path, sent)).status
}

describe('a request with everything wrong', () => {
  it.each([
    ['/open/1', [400, 400, 400]],
    ['/signed-in/1', [401, 400, 400]],
    ['/signed-in/too-long', [401, 400, 400]],
    ['/staff/1', [401, 403, 400]],
    ['/staff/too-long', [401, 403, 400]],
  ])(
    'of %s hears first that its sender may not: guest, customer, staff',
    async (path, expected) => {
      const people = [
        {},
        await headersFor({ id: 'usr_1' }),
        await headersFor({ id: 'usr_2', roles: ['staff'] }),
      ]
      const statuses = await Promise.all(people.map((headers) => putWrongly(path, headers)))
      expect(statuses).toEqual(expected)
    },
  )
})
