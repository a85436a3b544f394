import { describe, expect, it } from 'vitest'
import { newSecrets } from '../runner/plan/secrets.ts'
import { clusterSecrets, connectionsSecret, type SecretManifest } from './cluster-secrets.ts'
import type { Connections } from './connections.ts'
import { secretsOfCluster } from './secrets-of-cluster.ts'

const where = { namespace: 'shop', name: 'comptoir' }
const secrets = newSecrets()
const connections = connectionsSecret(where, {} as Connections, secrets.partsKey)

/** As `kubectl get secret … -o json` prints them. */
function printed(manifests: readonly SecretManifest[]): string {
  const items = manifests.map(({ stringData, ...one }) => ({
    ...one,
    data: Object.fromEntries(
      Object.entries(stringData).map(([key, value]) => [
        key,
        Buffer.from(value).toString('base64'),
      ]),
    ),
  }))
  return JSON.stringify({ kind: 'List', items })
}

describe('the secrets of a shop in a cluster', () => {
  it('are read back as they were made, but for what is new at each start', () => {
    const read = secretsOfCluster(printed([...clusterSecrets(where, {}, secrets), connections]))
    expect({ ...read, appApiToken: '' }).toEqual({ ...secrets, appApiToken: '' })
  })

  it('need no connections, and no tokens', () => {
    const [shared] = clusterSecrets(where, {}, secrets)
    if (!shared) throw new Error('no Secret')
    const read = secretsOfCluster(printed([shared]))
    expect(read).toMatchObject({ keyEncryptionKey: secrets.keyEncryptionKey })
    expect(read.sidecarTokens.orders).toHaveLength(32)
  })

  it('are not made up when the shared Secret is missing', () => {
    expect(() => secretsOfCluster(printed([connections]))).toThrow(/have no redis-password/)
    expect(() => secretsOfCluster('{"kind": "Secret"}')).toThrow(/no list of Secrets/)
  })
})
