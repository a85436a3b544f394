import { liveServices } from '@comptoir/contracts/subscriptions'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import type { Deployment } from '../chart/kinds.ts'
import { findHelm, ofKind, renderChart } from '../chart/render.ts'
import { sidecarLogin } from '../provision/brokers/kafka-login.ts'
import { newSecrets } from '../runner/plan/secrets.ts'
import { clusterSecrets, connectionsSecret } from './cluster-secrets.ts'
import type { Connections } from './connections.ts'

const where = { namespace: 'shop', name: 'mine' }
const everything = { S3_ACCESS_KEY: 'access', S3_SECRET_KEY: 'secret' }

type Reference = { readonly name: string; readonly key: string }

/** Every reference to a key of a Secret, in whatever it stands; of Dapr's annotations too. */
function referencesIn(value: unknown): Reference[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'secretKeyRef' in value ? [value.secretKeyRef as Reference] : []
  const tokens = Object.entries(value).flatMap(([name, secret]) =>
    /^dapr\.io\/(app|api)-token-secret$/.test(name) ? [{ name: String(secret), key: 'token' }] : [],
  )
  return [...own, ...tokens, ...Object.values(value).flatMap(referencesIn)]
}

describe('the Secrets of a cluster', () => {
  it.skipIf(!findHelm())(
    'have every key that the chart refers to, and no other (skipped where helm is missing)',
    async () => {
      const set = ['secrets.existingSecret=mine', 'blobs.kind=s3', 'blobs.s3.bucket=b']
      const asked = referencesIn(await renderChart({ set, namespace: 'shop' }))
      const made = clusterSecrets(where, everything, newSecrets()).flatMap(
        ({ metadata, stringData }) =>
          Object.keys(stringData).map((key) => `${metadata.name}/${key}`),
      )
      const wanted = new Set(asked.map(({ name, key }) => `${name}/${key}`))
      expect(made.sort()).toEqual([...wanted].sort())
    },
  )

  it.skipIf(!findHelm())(
    'have the address of every broker and store that sidecars ask for (skipped where helm is missing)',
    async () => {
      const store = { STATE_CONNECTION: 'c', STATE_SCHEMA: 's' }
      const broker = { BROKER_ADDRESS: 'b', ...sidecarLogin(undefined) }
      const connections = Object.fromEntries(
        appIds.map((appId) => [
          appId,
          { ...store, ...broker, ...(liveServices.includes(appId) && { LIVE_ADDRESS: 'l' }) },
        ]),
      ) as unknown as Connections
      const made = connectionsSecret(where, connections, 'key')
      const set = ['secrets.existingSecret=mine', 'broker=kafka', 'store=mysql', 'live=mqtt']
      const deployments = ofKind<Deployment>(await renderChart({ set }), 'Deployment')
      const asked = deployments.flatMap(({ spec }) =>
        (spec.template.metadata.annotations?.['dapr.io/env-from-secret'] ?? '')
          .split(',')
          .filter(Boolean)
          .map((entry) => entry.replace(/^\w+=/, '')),
      )
      const keys = Object.keys(made.stringData).filter((key) => key !== 'connections-key')
      expect(asked.sort()).toEqual(keys.map((key) => `${made.metadata.name}:${key}`).sort())
      expect(asked).toHaveLength(9 * appIds.length + liveServices.length)
    },
  )

  it('are in the namespace, with tokens that differ', () => {
    const secrets = clusterSecrets(where, {}, newSecrets())
    expect(new Set(secrets.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['shop']))
    const tokens = secrets.flatMap(({ stringData }) => stringData['token'] ?? [])
    expect(new Set(tokens).size).toBe(2 * appIds.length)
    for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/)
  })

  it('are those of a shop that moves here', () => {
    const secrets = newSecrets()
    const { keyEncryptionKey, staffPassword, eventSeeds, sidecarTokens } = secrets
    const [shared, ...tokens] = clusterSecrets(where, {}, secrets)
    expect(shared?.stringData).toMatchObject({
      'key-encryption-key': keyEncryptionKey,
      'staff-password': staffPassword,
      'event-signing-key-orders': eventSeeds.orders,
    })
    const orders = tokens.find(({ metadata }) => metadata.name === 'orders-api-token')
    expect(orders?.stringData).toEqual({ token: sidecarTokens.orders })
  })

  it('take over what others made', () => {
    const given = { REDIS_PASSWORD: 'theirs', STRIPE_SECRET_KEY: 'sk_live_1', ...everything }
    expect(clusterSecrets(where, given, newSecrets())[0]?.stringData).toMatchObject({
      'redis-password': 'theirs',
      'stripe-secret-key': 'sk_live_1',
      's3-access-key': 'access',
    })
    expect(clusterSecrets(where, {}, newSecrets())[0]?.stringData).not.toHaveProperty(
      's3-access-key',
    )
  })
})
