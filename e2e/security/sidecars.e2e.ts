import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, inject, it } from 'vitest'
import { askSidecar, askSidecarByGrpc, type SidecarCall } from '../src/sidecars.ts'
import { isLeftOut } from '../src/this-machine.ts'

const { portOffset, sidecarTokens, appApiToken } = inject('platform')
const sidecars = appIds.map((appId, n) => ({ appId, http: 3600 + 10 * n + portOffset }))
const tokenOf = (appId: string) => sidecarTokens[appId] ?? ''
const json = { 'content-type': 'application/json' }

type Attempt = Omit<SidecarCall, 'port' | 'headers'>
const attempts: readonly Attempt[] = [
  { method: 'GET', path: '/v1.0/state/state/signing-keys%3Aring' },
  { method: 'POST', path: '/v1.0/state/state/bulk', body: '{"keys":["signing-keys:ring"]}' },
  { method: 'GET', path: '/v1.0/invoke/accounts/method/internal/accounts/usr_1' },
  { method: 'POST', path: `/v1.0/publish/pubsub/${OrderConfirmed.type}`, body: '{}' },
  {
    method: 'POST',
    path: `/v1.0/publish/pubsub/${OrderConfirmed.type}?metadata.rawPayload=true`,
    body: '{}',
  },
  { method: 'POST', path: '/v1.0/bindings/blobs', body: '{"operation":"list"}' },
  { method: 'GET', path: '/v1.0/metadata' },
  { method: 'POST', path: '/v1.0/shutdown' },
]

const isOut = isLeftOut('what sidecars refuse', 'it calls their ports')

describe.skipIf(isOut).each(sidecars)('the sidecar of $appId', ({ appId, http }) => {
  const other = appIds.find((one) => one !== appId) ?? ''
  const strangers: Readonly<Record<string, Record<string, string>>> = {
    'no token': json,
    'a page of another site': { 'content-type': 'text/plain', origin: 'https://evil.example' },
    'a foreign host': { ...json, host: 'evil.example' },
    'an empty token': { ...json, 'dapr-api-token': '' },
    'the token of another sidecar': { ...json, 'dapr-api-token': tokenOf(other) },
    'the token of the apps': { ...json, 'dapr-api-token': appApiToken },
  }

  it.each(Object.entries(strangers))('refuses %s, whatever is asked', async (_, headers) => {
    for (const attempt of attempts)
      expect([attempt.path, await askSidecar({ ...attempt, port: http, headers })]).toEqual([
        attempt.path,
        401,
      ])
  })

  it('refuses gRPC without its token', async () => {
    const unauthenticated = 16
    expect(await askSidecarByGrpc(http + 1)).toBe(unauthenticated)
    expect(await askSidecarByGrpc(http + 1, tokenOf(other))).toBe(unauthenticated)
    expect(await askSidecarByGrpc(http + 1, tokenOf(appId))).toBe(0)
  })

  it('answers who has its token', async () => {
    const headers = { 'dapr-api-token': tokenOf(appId) }
    const asked = { method: 'GET', path: '/v1.0/metadata', port: http, headers }
    expect(await askSidecar(asked)).toBe(200)
  })
})
