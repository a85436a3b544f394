import { appIds } from '@comptoir/contracts/topology'
import { secretKeyOf } from '../resources/chart-platform.ts'
import { eventKeySettings } from '../resources/event-keys.ts'
import { newSecrets, type Secrets } from '../runner/plan/secrets.ts'
import type { Connections } from './connections.ts'

/** A Secret of Kubernetes as `kubectl apply` reads it. */
export type SecretManifest = {
  readonly apiVersion: 'v1'
  readonly kind: 'Secret'
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly type: 'Opaque'
  readonly stringData: Readonly<Record<string, string>>
}

/** Secrets that others made: read from the environment, as their variables are called. */
export type GivenSecrets = Readonly<Partial<Record<GivenName, string>>>
type GivenName = (typeof givenNames)[number]
export const givenNames = [
  ...(['REDIS_PASSWORD', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'] as const),
  ...(['S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const),
] as const

const keyOf = (variable: string) => variable.toLowerCase().replaceAll('_', '-')

type Where = { readonly namespace: string; readonly name: string }

/** The Secrets that `secrets.existingSecret` needs: the shared one, and two tokens for each service. */
export function clusterSecrets(
  { namespace, name }: Where,
  given: GivenSecrets,
  secrets: Secrets,
): SecretManifest[] {
  const { appApiToken: _, partsKey: __, sidecarTokens, eventSeeds, ...single } = secrets
  const made = Object.entries(single).map(([key, value]) => [secretKeyOf(key), value] as const)
  const own = givenNames.flatMap((variable) => {
    const value = given[variable]
    return value ? [[keyOf(variable), value] as const] : []
  })
  const seeds = appIds.map((appId) => [`event-signing-key-${appId}`, eventSeeds[appId]] as const)
  const [anyone = 'gateway'] = appIds
  const shared = {
    ...Object.fromEntries([...made, ...own, ...seeds]),
    'event-public-keys': eventKeySettings(anyone, eventSeeds).EVENT_PUBLIC_KEYS,
  }
  const secret = (own: string, data: Record<string, string>) => secretOf(own, namespace, data)
  return [
    secret(name, shared),
    ...appIds.flatMap((appId) => [
      secret(`${appId}-app-token`, { token: newSecrets().appApiToken }),
      secret(`${appId}-api-token`, { token: sidecarTokens[appId] }),
    ]),
  ]
}

/**
 * The Secret with the addresses of a broker and a store beside Redis, which the chart expects as `<name>-connections`,
 * and the key that the passwords in them are made from.
 */
export function connectionsSecret(
  { namespace, name }: Where,
  connections: Connections,
  connectionsKey: string,
): SecretManifest {
  const addresses = Object.entries(connections).flatMap(([appId, environment]) =>
    Object.entries(environment).map(([variable, value]) => [`${keyOf(variable)}-${appId}`, value]),
  )
  const data = { ...Object.fromEntries(addresses), 'connections-key': connectionsKey }
  return secretOf(`${name}-connections`, namespace, data)
}

const secretOf = (
  name: string,
  namespace: string,
  stringData: Record<string, string>,
): SecretManifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  type: 'Opaque',
  stringData,
})
