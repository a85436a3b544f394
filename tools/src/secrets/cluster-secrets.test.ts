import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { findHelm, renderChart } from '../chart/render.ts'
import { clusterSecrets } from './cluster-secrets.ts'

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
      const made = clusterSecrets(where, everything).flatMap(({ metadata, stringData }) =>
        Object.keys(stringData).map((key) => `${metadata.name}/${key}`),
      )
      const wanted = new Set(asked.map(({ name, key }) => `${name}/${key}`))
      expect(made.sort()).toEqual([...wanted].sort())
    },
  )

  it('are in the namespace, with tokens that differ', () => {
    const secrets = clusterSecrets(where, {})
    expect(new Set(secrets.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['shop']))
    const tokens = secrets.flatMap(({ stringData }) => stringData['token'] ?? [])
    expect(new Set(tokens).size).toBe(2 * appIds.length)
    for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/)
  })

  it('take over what others made', () => {
    const given = { REDIS_PASSWORD: 'theirs', STRIPE_SECRET_KEY: 'sk_live_1', ...everything }
    expect(clusterSecrets(where, given)[0]?.stringData).toMatchObject({
      'redis-password': 'theirs',
      'stripe-secret-key': 'sk_live_1',
      's3-access-key': 'access',
    })
    expect(clusterSecrets(where, {})[0]?.stringData).not.toHaveProperty('s3-access-key')
  })
})
