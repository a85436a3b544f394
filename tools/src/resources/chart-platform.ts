import { liveServices } from '@comptoir/contracts/subscriptions'
import { type AppId, appIds, services } from '@comptoir/contracts/topology'
import { sourcesOf } from '../image/programs.ts'
import { usualChoice } from '../runner/plan/choice.ts'
import {
  backOfficeEnvironment,
  type Environment,
  messagesEnvironment,
  paypalEnvironment,
  pickupPointsEnvironment,
  serviceEnvironment,
  simulatorEnvironment,
  viesEnvironment,
} from '../runner/plan/environment.ts'
import { checkout } from '../runner/plan/layout.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { readResources } from '../runner/plan/render.ts'
import type { Secrets } from '../runner/plan/secrets.ts'
import { smokeTests } from '../smoke/names.ts'
import { calledBy, invocationsOf } from './call-graph.ts'
import { sidecarSettings } from './dapr-flags.ts'
import { nodeFlags } from './node-flags.ts'

const ports = portsAt(0)
const secretMark = 'secret:'

/** What a secret of the runner is called in the chart's Secret: `stripe-secret-key` of `stripeSecretKey`. */
export const secretKeyOf = (name: string) =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Secrets whose values are marks: each says which key of the chart's Secret stands there. */
const marks = {
  ...Object.fromEntries(
    [
      ...['redisPassword', 'keyEncryptionKey', 'stripeSecretKey', 'stripeWebhookSecret'],
      ...['smtpPassword', 'twilioAuthToken', 'messagesKey'],
      ...['adminPassword', 'staffPassword', 'customerPassword'],
    ].map((name) => [name, secretMark + secretKeyOf(name)]),
  ),
  appApiToken: '',
  sidecarTokens: Object.fromEntries(appIds.map((appId) => [appId, ''])),
  eventSeeds: Object.fromEntries(
    appIds.map((appId) => [appId, Buffer.alloc(32).toString('base64url')]),
  ),
} as Secrets
const around = { ports, redisUrl: '', dataDir: '', secrets: marks }

/** Settings that the templates write themselves, from the chart's values. */
const fromValues = new Set([
  ...['APP_ID', 'HOST', 'PORT', 'PUBLIC_URL', 'REDIS_URL', 'DATA_DIR', 'SEED', 'SIMULATOR_URL'],
  ...['CORS_ORIGINS', 'PUBLIC_OFFICE_URL'],
  // no browser reaches a service of a cluster
  'PUBLIC_SERVICE_URLS',
  ...['APP_API_TOKEN', 'DAPR_API_TOKEN', 'DAPR_HTTP_PORT', 'DAPR_GRPC_PORT'],
])

/** Who reaches whom past the sidecars: live streams and archives, webhooks, programs that play the outside world. */
const direct: readonly { from: string; to: string }[] = [
  { from: 'gateway', to: 'orders' },
  { from: 'gateway', to: 'billing' },
  { from: 'gateway', to: 'inventory' },
  { from: 'gateway', to: 'notifications' },
  { from: 'gateway', to: 'support' },
  { from: 'payments', to: 'payment-simulator' },
  { from: 'payment-simulator', to: 'payments' },
  { from: 'payments', to: 'paypal-simulator' },
  { from: 'paypal-simulator', to: 'payments' },
  { from: 'storefront', to: 'gateway' },
  { from: 'back-office', to: 'gateway' },
  { from: 'billing', to: 'vies-simulator' },
  { from: 'shipping', to: 'pickup-points-simulator' },
  { from: 'notifications', to: 'message-simulator' },
  { from: 'message-simulator', to: 'notifications' },
]

const blobs = readResources(checkout, usualChoice).find(({ metadata }) => metadata.name === 'blobs')
/** Services with a binding to files: the scope of component `blobs`. */
export const keepsFiles = appIds.filter((appId) => blobs?.scopes?.includes(appId))

/** `charts/comptoir/files/platform.yaml`: what the contracts and the runner say of each service, for the templates. */
export function chartPlatform() {
  return {
    services: Object.fromEntries(appIds.map((appId) => [appId, chartService(appId)])),
    sites: {
      'back-office': {
        port: ports.backOffice,
        sources: sourcesOf('back-office'),
        nodeFlags: nodeFlags('back-office'),
        ...environmentOf(withoutShopUrl(backOfficeEnvironment(around))),
      },
    },
    smokeTests,
    simulators: {
      'payment-simulator': {
        port: ports.simulator,
        sources: sourcesOf('payment-simulator'),
        ...environmentOf(simulatorEnvironment(around)),
      },
      'paypal-simulator': {
        port: ports.paypal,
        sources: sourcesOf('paypal-simulator'),
        ...environmentOf(paypalEnvironment(around)),
      },
      'vies-simulator': {
        port: ports.vies,
        sources: sourcesOf('vies-simulator'),
        ...environmentOf(viesEnvironment(around)),
      },
      'pickup-points-simulator': {
        port: ports.pickupPoints,
        sources: sourcesOf('pickup-points-simulator'),
        ...environmentOf(pickupPointsEnvironment(around)),
      },
      'message-simulator': {
        port: ports.messages.page,
        smtpPort: ports.messages.smtp,
        sources: sourcesOf('message-simulator'),
        ...environmentOf(messagesEnvironment(around)),
      },
    },
    commands: { tools: { sources: sourcesOf('tools') } },
  }
}

function chartService(appId: AppId) {
  const invokedBy = invocationsOf(appId)
  return {
    port: services[appId].port,
    sources: sourcesOf(appId),
    nodeFlags: nodeFlags(appId),
    keepsFiles: keepsFiles.includes(appId),
    hasLiveChannels: liveServices.includes(appId),
    ...environmentOf({
      ...serviceEnvironment(appId, around),
      EVENT_SIGNING_KEY: `${secretMark}event-signing-key-${appId}`,
      EVENT_PUBLIC_KEYS: `${secretMark}event-public-keys`,
    }),
    sidecar: sidecarSettings,
    invokedBy: appId === 'gateway' ? invokedBy : withPublicOperations(invokedBy),
    invokers: appIds.filter((caller) => calledBy(caller).includes(appId)),
    invokes: calledBy(appId),
    reaches: direct.filter(({ from }) => from === appId).map(({ to }) => to),
    reachedBy: direct.filter(({ to }) => to === appId).map(({ from }) => from),
  }
}

/** The gateway invokes whatever is public, and of the internal operations those that list it. */
function withPublicOperations(invokedBy: ReturnType<typeof invocationsOf>) {
  const { gateway = [], ...others } = invokedBy
  const deny = { name: '/internal/**', httpVerb: ['*'], action: 'deny' as const }
  return { ...others, gateway: [...gateway, deny] }
}

/** Its template takes it from the values. */
const withoutShopUrl = ({ PUBLIC_SHOP_URL: _, ...others }: Environment): Environment => others

/** Plain settings, with the names of Services for loopback addresses, and those that come from the Secret. */
function environmentOf(environment: Environment) {
  const own = Object.entries(environment).filter(([name]) => !fromValues.has(name))
  const isSecret = ([, value]: [string, string]) => value.startsWith(secretMark)
  return {
    env: Object.fromEntries(
      own.filter((entry) => !isSecret(entry)).map(([name, value]) => [name, byName(value)]),
    ),
    secretEnv: Object.fromEntries(
      own.filter(isSecret).map(([name, value]) => [name, value.slice(secretMark.length)]),
    ),
  }
}

const hosts = new Map<number, string>([
  ...appIds.map((appId) => [services[appId].port, appId] as const),
  [ports.simulator, 'payment-simulator'],
  [ports.paypal, 'paypal-simulator'],
  [ports.vies, 'vies-simulator'],
  [ports.pickupPoints, 'pickup-points-simulator'],
  [ports.messages.page, 'message-simulator'],
  [ports.messages.smtp, 'message-simulator'],
])

/** A setting of `npm start` where each program has a name: that name in place of a loopback address. */
export const byName = (value: string) =>
  value.replace(/\/\/127\.0\.0\.1:(\d+)/, (address, port) => {
    const host = hosts.get(Number(port))
    return host ? `//${host}:${port}` : address
  })
