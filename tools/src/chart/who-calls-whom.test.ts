import { type AppId, appIds, services } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { calledBy, internalRoutes } from '../resources/call-graph.ts'
import { type Configuration, type Policy, podsOf } from './kinds.ts'
import { findHelm, type Manifest, ofKind, renderChart, valuesFiles } from './render.ts'

type Peer = { podSelector?: { matchLabels: Record<string, string> }; namespaceSelector?: object }
type Rule = { from?: Peer[]; to?: Peer[]; ports?: { port: number }[] }
type NetworkPolicy = {
  spec: {
    podSelector: { matchLabels: Record<string, string> }
    policyTypes: string[]
    ingress?: Rule[]
    egress?: Rule[]
  }
}

const nameLabel = 'app.kubernetes.io/name'
const sidecarPort = 50_002

/** `caller > callee:port` of every rule of one direction that names pods. */
function edges(manifests: readonly Manifest[], direction: 'ingress' | 'egress'): string[] {
  return ofKind<NetworkPolicy>(manifests, 'NetworkPolicy').flatMap(({ spec }) => {
    const own = spec.podSelector.matchLabels[nameLabel]
    return (spec[direction] ?? []).flatMap(({ from, to, ports }) =>
      (from ?? to ?? []).flatMap((peer) => {
        const other = peer.podSelector?.matchLabels[nameLabel]
        if (!own || !other) return []
        const [caller, callee] = direction === 'ingress' ? [other, own] : [own, other]
        return (ports ?? [{ port: 'any' }]).map(({ port }) => `${caller} > ${callee}:${port}`)
      }),
    )
  })
}

const invocations = appIds.flatMap((caller) =>
  [...calledBy(caller), caller].map((callee) => `${caller} > ${callee}:${sidecarPort}`),
)
const isInvocation = (edge: string) => edge.endsWith(`:${sidecarPort}`)

/** The ports that the policy of a program lets out to anywhere. */
async function portsOf(name: string, set: string[]) {
  const policies = ofKind<NetworkPolicy>(await renderChart({ set }), 'NetworkPolicy')
  const own = policies.find(({ metadata }) => metadata.name === name)
  return (own?.spec.egress ?? []).flatMap((rule) =>
    rule.to ? [] : (rule.ports ?? []).map(({ port }) => port),
  )
}

describe.skipIf(!findHelm())('network policies (skipped where helm is missing)', () => {
  it.each(valuesFiles)('with %s: let in who invokes, and nobody else', async (file) => {
    const manifests = await renderChart({ file })
    for (const direction of ['ingress', 'egress'] as const) {
      const allowed = edges(manifests, direction).filter(isInvocation)
      expect([direction, allowed.sort()]).toEqual([direction, invocations.toSorted()])
    }
  })

  it('let through what goes past the sidecars: streams, webhooks, Redis', async () => {
    const past = edges(await renderChart(), 'ingress').filter((edge) => !isInvocation(edge))
    expect(past.sort()).toEqual(
      [
        ...appIds.map((appId) => `${appId} > redis:6379`),
        `gateway > orders:${services.orders.port}`,
        `storefront > gateway:${services.gateway.port}`,
        `back-office > gateway:${services.gateway.port}`,
        `gateway > billing:${services.billing.port}`,
        `gateway > inventory:${services.inventory.port}`,
        `gateway > notifications:${services.notifications.port}`,
        `gateway > support:${services.support.port}`,
        `payment-simulator > payments:${services.payments.port}`,
        'billing > vies-simulator:9101',
        'shipping > pickup-points-simulator:9103',
        'notifications > message-simulator:9110',
        'notifications > message-simulator:9111',
        `message-simulator > notifications:${services.notifications.port}`,
        `paypal-simulator > payments:${services.payments.port}`,
      ].sort(),
    )
  })

  it.each(valuesFiles)('with %s: choose every pod, and deny by themselves', async (file) => {
    const manifests = await renderChart({ file })
    const policies = ofKind<NetworkPolicy>(manifests, 'NetworkPolicy')
    const deny = policies.find(({ metadata }) => metadata.name === 'default-deny')
    expect(deny?.spec).toEqual({
      podSelector: expect.anything(),
      policyTypes: ['Ingress', 'Egress'],
    })
    const pods = podsOf(manifests)
    expect(pods.length).toBeGreaterThan(appIds.length)
    const chosen = Object.entries(deny?.spec.podSelector.matchLabels ?? {})
    for (const pod of pods)
      for (const [label, value] of chosen)
        expect([pod.of, pod.metadata.labels[label]]).toEqual([pod.of, value])
  })

  it('leave the port open that a collector, a bucket or a provider listens on', async () => {
    expect(await portsOf('orders', [])).toEqual([])
    expect(await portsOf('orders', ['dapr.otlpEndpoint=http://otel:4318'])).toEqual([4318])
    const bucket = ['blobs.kind=s3', 'blobs.s3.bucket=b', 'secrets.existingSecret=s']
    expect(await portsOf('billing', [...bucket, 'blobs.s3.endpoint=http://minio:9000'])).toEqual([
      9000,
    ])
    expect(await portsOf('billing', bucket)).toEqual([443])
    const vies = ['services.billing.env.VIES_URL=http://vies.example:8081/rest-api']
    expect(await portsOf('billing', vies)).toEqual([8081])
    expect(await portsOf('carts', vies)).toEqual([])
    expect(await portsOf('billing', [])).toEqual([])
    expect(await portsOf('billing', ['vies.simulator=false'])).toEqual([443])
    expect(await portsOf('carts', ['vies.simulator=false'])).toEqual([])
    expect(await portsOf('carts', bucket)).toEqual([])
    const stripe = ['payments.simulator=false', 'secrets.existingSecret=s']
    expect(await portsOf('payments', stripe)).toEqual([443])
    expect(await portsOf('tools', [...stripe, 'reconcile.alertUrl=http://alerts:8080/x'])).toEqual([
      8080, 443,
    ])
  })

  it('leave the port open of whatever a service is told to ask, and of no other', async () => {
    const env = (appId: string, setting: string) => [`services.${appId}.env.${setting}`]
    const mail = env('notifications', 'SMTP_URL=smtps://smtp.example')
    expect(await portsOf('notifications', mail)).toEqual([465])
    const named = env('notifications', 'SMTP_URL=smtp://smtp.example:2525')
    expect(await portsOf('notifications', named)).toEqual([2525])
    expect(await portsOf('orders', named)).toEqual([])
    const pwned = env('accounts', 'PWNED_PASSWORDS_URL=https://api.pwnedpasswords.com')
    expect(await portsOf('accounts', pwned)).toEqual([443])
    expect(await portsOf('accounts', env('accounts', 'PUBLIC_URL=https://shop.example'))).toEqual(
      [],
    )
    expect(await portsOf('accounts', env('accounts', 'LOG_LEVEL=debug'))).toEqual([])
  })

  it('leave the port open that a network of pickup points listens on', async () => {
    const own = ['pickupPoints.simulator=false', 'pickupPoints.url=https://relais.example']
    expect(await portsOf('shipping', own)).toEqual([443])
    expect(await portsOf('shipping', ['pickupPoints.simulator=false'])).toEqual([])
  })
})

/** What daprd 1.18 decides (`pkg/acl/acl.go`): the operation that fits, else the default of the caller. */
function lets(policies: readonly Policy[], caller: AppId, path: string, verb: string): boolean {
  const policy = policies.find(({ appId }) => appId === caller)
  if (!policy) return false
  const fits = policy.operations.find(({ name }) => covers(name, path))
  const isNamed = fits?.httpVerb.some((one) => one === verb || one === '*')
  return (fits && isNamed ? fits.action : policy.defaultAction) === 'allow'
}

/** An entry covers all below it (`pkg/config/acl_trie.go`). */
function covers(name: string, path: string): boolean {
  const base = name.replace(/\/\*\*$/, '')
  return path === base || path.startsWith(`${base}/`)
}

/** Dapr's entries end at the first parameter of a path: beyond it the service's own list of callers decides. */
const decidedByTheService: readonly string[] = [
  'notifications > accounts: GET /internal/accounts/{userId}',
  'support > accounts: GET /internal/accounts/{userId}',
  'catalog > accounts: GET /internal/accounts/{userId}/email-key',
  'carts > accounts: GET /internal/accounts/{userId}/email-key',
  'catalog > accounts: GET /internal/accounts/{userId}/reach',
  'carts > accounts: GET /internal/accounts/{userId}/reach',
  'orders > accounts: GET /internal/accounts/{userId}/reach',
  'support > accounts: GET /internal/accounts/{userId}/reach',
  'shipping > inventory: PUT /internal/reservations/{reservationId}',
  'shipping > inventory: PUT /internal/reservations/{reservationId}/secure',
  'shipping > inventory: PUT /internal/reservations/{reservationId}/amendments/{number}',
  'shipping > inventory: PUT /internal/reservations/{reservationId}/release',
  'gateway > orders: PUT /internal/orders/{orderId}/links/{linkId}',
  'promotions > orders: GET /internal/users/{userId}/open-orders',
  'accounts > orders: GET /internal/users/{userId}/earlier-order',
  'gateway > orders: GET /internal/orders/{orderId}/refund-basis',
  'notifications > orders: GET /internal/orders/{orderId}/refund-basis',
  'support > orders: GET /internal/orders/{orderId}/refund-basis',
  'gateway > orders: GET /internal/orders/{orderId}/contact',
  'payments > orders: GET /internal/orders/{orderId}/contact',
  'payments > orders: GET /internal/orders/{orderId}/log',
  'notifications > orders: GET /internal/orders/{orderId}/log',
  'support > orders: GET /internal/orders/{orderId}/log',
  'payments > orders: GET /internal/orders/{orderId}/sagas',
  'notifications > orders: GET /internal/orders/{orderId}/sagas',
  'support > orders: GET /internal/orders/{orderId}/sagas',
  'shipping > payments: PUT /internal/payment-intents/{paymentIntentId}/further/{purpose}',
  'shipping > payments: PUT /internal/payment-intents/{paymentIntentId}/attempts/{attempt}',
  'shipping > payments: PUT /internal/payment-intents/{paymentIntentId}/edit-refunds/{refundId}',
  'shipping > payments: PUT /internal/payment-intents/{paymentIntentId}/cancel',
  'orders > payments: PUT /internal/payment-intents/{paymentIntentId}/refunds/{refundId}',
  'shipping > payments: PUT /internal/payment-intents/{paymentIntentId}/returns/{refundId}',
]

describe.skipIf(!findHelm())('access control (skipped where helm is missing)', () => {
  it('lets a service invoke the internal operations that name it, and no other', async () => {
    const configurations = ofKind<Configuration>(await renderChart(), 'Configuration')
    const decisions = appIds.flatMap((callee) => {
      const own = configurations.find(({ metadata }) => metadata.name === callee)
      const { defaultAction, policies = [] } = own?.spec.accessControl ?? {}
      expect(defaultAction).toBe('deny')
      return internalRoutes(callee).flatMap(({ path, method, callers }) =>
        appIds
          .filter((caller) => caller !== callee)
          .map((caller) => ({
            call: `${caller} > ${callee}: ${method} ${path}`,
            isNamed: callers.includes(caller),
            isLet: lets(policies, caller, path.replaceAll(/\{[^}]*\}/g, 'one'), method),
          })),
      )
    })
    expect(decisions.length).toBeGreaterThan(300)
    const shutOut = decisions.filter(({ isNamed, isLet }) => isNamed && !isLet)
    expect(shutOut.map(({ call }) => call)).toEqual([])
    // the gateway may invoke whatever is public
    const coarse = decisions
      .filter(({ isNamed, isLet }) => isLet && !isNamed)
      .map(({ call }) => call)
      .filter((call) => call.includes(' /internal/') || !call.startsWith('gateway'))
    expect(coarse).toEqual(decidedByTheService)
  })

  it('lets nobody but the gateway invoke what is public', async () => {
    const configurations = ofKind<Configuration>(await renderChart(), 'Configuration')
    const orders = configurations.find(({ metadata }) => metadata.name === 'orders')
    const policies = orders?.spec.accessControl?.policies ?? []
    expect(lets(policies, 'gateway', '/api/orders', 'GET')).toBe(true)
    for (const caller of appIds.filter((appId) => appId !== 'gateway' && appId !== 'orders'))
      expect([caller, lets(policies, caller, '/api/orders', 'GET')]).toEqual([caller, false])
  })

  it('is left out where there is no mTLS', async () => {
    const [one] = ofKind<Configuration>(
      await renderChart({ set: ['dapr.accessControl=false'] }),
      'Configuration',
    )
    expect(one?.spec.accessControl).toBeUndefined()
  })
})
