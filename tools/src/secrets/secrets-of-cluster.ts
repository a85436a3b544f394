import { lookUp } from '@comptoir/contracts/look-up'
import { appIds } from '@comptoir/contracts/topology'
import { z } from 'zod'
import { secretKeyOf } from '../resources/chart-platform.ts'
import { attempt } from '../runner/files.ts'
import { newSecrets, type Secrets } from '../runner/plan/secrets.ts'
import { UserError } from '../runner/screen/user-error.ts'

const Secret = z.object({
  metadata: z.object({ name: z.string() }),
  data: z.record(z.string(), z.base64()).optional(),
})
const SecretList = z.object({ items: z.array(Secret) })

/** What lies in the shared Secret under a name of its own, as `clusterSecrets` writes it. */
const single = [
  ...(['redisPassword', 'keyEncryptionKey', 'stripeSecretKey', 'stripeWebhookSecret'] as const),
  ...(['smtpPassword', 'twilioAuthToken', 'messagesKey'] as const),
  ...(['adminPassword', 'staffPassword', 'customerPassword'] as const),
]

/**
 * The secrets of a shop in a cluster, from the text that `kubectl get secret … -o json` prints: the shared Secret, that of
 * its connections when it has one, and the tokens of its sidecars. Throws a UserError when what is encrypted or signed
 * could not be read with them.
 */
export function secretsOfCluster(text: string): Secrets {
  const list = SecretList.safeParse(attempt(() => JSON.parse(text)))
  if (!list.success) throw new UserError('This is no list of Secrets: kubectl get secret -o json')
  const all = list.data.items.map(({ metadata, data = {} }) => ({ ...metadata, data }))
  const shared = all.find(({ data }) => data['key-encryption-key'] !== undefined)?.data
  const connections = all.find(({ data }) => data['connections-key'] !== undefined)?.data
  const read = (data: typeof shared, key: string): string => {
    const value = data && lookUp(data, key)
    if (value === undefined) throw new UserError(`The Secrets have no ${key}`)
    return Buffer.from(value, 'base64').toString()
  }
  const fresh = newSecrets()
  const own = single.map((name) => [name, read(shared, secretKeyOf(name))])
  const seeds = appIds.map((appId) => [appId, read(shared, `event-signing-key-${appId}`)])
  const tokens = appIds.flatMap((appId) => {
    const token = all.find(({ name }) => name === `${appId}-api-token`)?.data
    return token ? [[appId, read(token, 'token')]] : []
  })
  return {
    ...fresh,
    ...Object.fromEntries(own),
    ...(connections && { partsKey: read(connections, 'connections-key') }),
    eventSeeds: Object.fromEntries(seeds),
    sidecarTokens: { ...fresh.sidecarTokens, ...Object.fromEntries(tokens) },
  }
}
