import { liveServices } from '@comptoir/contracts/subscriptions'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { partVariables } from '../provision/part.ts'
import { byName } from '../resources/chart-platform.ts'
import { eventKeySettings } from '../resources/event-keys.ts'
import { knownSecrets } from '../resources/known-secrets.ts'
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
import { type Ports, portsAt } from '../runner/plan/ports.ts'
import { passwordVariable } from '../runner/plan/redis-url.ts'
import type { Secrets } from '../runner/plan/secrets.ts'

/** The ports inside the network of compose: those of `npm start`, with Redis at its usual one. */
export const ports: Ports = { ...portsAt(0), redis: 6379 }

/** What whoever starts compose may set, in the environment or a file `.env`, and the value when he does not. */
export const setting = (name: string, fallback: string | number) =>
  `\${COMPTOIR_${name}:-${fallback}}`

const known = knownSecrets('compose')

/** Each secret may be set; the known ones do for a machine where all that is published is on loopback. */
const secrets: Secrets = {
  ...known,
  appApiToken: setting('APP_API_TOKEN', known.appApiToken),
  sidecarTokens: Object.fromEntries(
    appIds.map((appId) => [appId, setting('SIDECAR_TOKEN', known.sidecarTokens[appId])]),
  ) as Record<AppId, string>,
  redisPassword: setting('REDIS_PASSWORD', known.redisPassword),
  keyEncryptionKey: setting('KEY_ENCRYPTION_KEY', known.keyEncryptionKey),
  stripeSecretKey: setting('STRIPE_SECRET_KEY', known.stripeSecretKey),
  stripeWebhookSecret: setting('STRIPE_WEBHOOK_SECRET', known.stripeWebhookSecret),
  smtpPassword: setting('SMTP_PASSWORD', known.smtpPassword),
  twilioAuthToken: setting('TWILIO_AUTH_TOKEN', known.twilioAuthToken),
  messagesKey: setting('MESSAGES_KEY', known.messagesKey),
  adminPassword: setting('ADMIN_PASSWORD', known.adminPassword),
  staffPassword: setting('STAFF_PASSWORD', known.staffPassword),
  customerPassword: setting('CUSTOMER_PASSWORD', known.customerPassword),
}

export const gatewayPort = setting('PORT', ports.service('gateway'))
export const storefrontPort = setting('STOREFRONT_PORT', ports.service('storefront'))
export const backOfficePort = setting('BACK_OFFICE_PORT', ports.backOffice)
export const simulatorPort = setting('SIMULATOR_PORT', ports.simulator)
export const paypalPort = setting('PAYPAL_PORT', ports.paypal)
export const mailboxPort = setting('MAILBOX_PORT', ports.messages.page)

const around = { ports, redisUrl: `redis://redis:${ports.redis}`, dataDir: '/data', secrets }
const everywhere = {
  HOST: '0.0.0.0',
  PUBLIC_URL: `http://localhost:${gatewayPort}`,
  NODE_COMPILE_CACHE: '/tmp/compile-cache',
}
/** Addresses for browsers, of services that have them. */
const forBrowsers: Environment = {
  CORS_ORIGINS: [gatewayPort, storefrontPort, backOfficePort]
    .map((port) => `http://localhost:${port}`)
    .join(','),
  PUBLIC_IMAGE_URL: everywhere.PUBLIC_URL,
  PUBLIC_SITE_URL: `http://localhost:${storefrontPort}`,
  SHOP_URL: `http://localhost:${storefrontPort}`,
  PUBLIC_SHOP_URL: `http://localhost:${storefrontPort}`,
}
const redisPassword = { [passwordVariable]: secrets.redisPassword }

/** Read by no service, or by the simulator only. */
const unread: ReadonlySet<string> = new Set(['DATA_DIR', 'SEED'])

const chosenByOperators: ReadonlySet<string> = new Set([
  ...['VIES_URL', 'PICKUP_POINTS_URL', 'SMTP_URL', 'SMTP_USER'],
  ...['TWILIO_API_URL', 'TWILIO_ACCOUNT_SID'],
])

/** What operators may name where the service has a value of its own, which an empty text leaves as it is. */
const withoutDefault: Partial<Record<AppId, readonly string[]>> = {
  accounts: ['PWNED_PASSWORDS_URL'],
  notifications: ['TWILIO_FROM_NUMBER', 'MAIL_FROM', 'MAIL_DOMAIN'],
}

/** What a service finds in its environment. */
export function environmentOf(appId: AppId): Environment {
  const own = named(serviceEnvironment(appId, around))
  const live: Environment = liveServices.includes(appId)
    ? { LIVE_COMPONENT: setting('LIVE_COMPONENT', '') }
    : {}
  const chosen = Object.fromEntries(
    Object.entries(own)
      .filter(([name]) => chosenByOperators.has(name))
      .map(([name, value]) => [name, setting(name, value)]),
  )
  const optional = (withoutDefault[appId] ?? []).map((name) => [name, setting(name, '')])
  const names = new Set(Object.keys(own))
  const addresses = Object.entries(forBrowsers).filter(([name]) => names.has(name))
  Object.assign(chosen, Object.fromEntries([...optional, ...addresses]))
  return { ...own, ...chosen, ...everywhere, ...redisPassword, ...keysOf(appId), ...live }
}

/** What its sidecar finds in its environment. Other sidecars find it by the name of the service. */
export function sidecarEnvironmentOf(appId: AppId): Environment {
  return {
    APP_API_TOKEN: secrets.appApiToken,
    DAPR_API_TOKEN: secrets.sidecarTokens[appId],
    DAPR_HOST_IP: appId,
    ...redisPassword,
    // addresses of a broker and a store beside Redis, as `npm run secrets -- --compose` prints them
    ...Object.fromEntries(
      addressesOf(appId).map((name) => [name, setting(`${name}_${appId.toUpperCase()}`, '')]),
    ),
  }
}

const addressesOf = (appId: AppId): string[] =>
  Object.values(partVariables).filter(
    (name) => name !== partVariables.live || liveServices.includes(appId),
  )

/** What the payment simulator finds in its environment. */
export function simulatorEnvironmentHere(): Environment {
  const { DATA_DIR = '', ...own } = simulatorEnvironment(around)
  const SIMULATOR_URL = `http://localhost:${simulatorPort}`
  return { ...named(own), ...everywhere, DATA_DIR, SIMULATOR_URL }
}

/** What the back office finds in its environment: browsers reach the gateway only. */
export function backOfficeEnvironmentHere(): Environment {
  const { PUBLIC_SERVICE_URLS: _, ...own } = backOfficeEnvironment(around)
  const PUBLIC_OFFICE_URL = `http://localhost:${backOfficePort}`
  const { PUBLIC_SHOP_URL = '' } = forBrowsers
  return { ...named(own), ...everywhere, PUBLIC_OFFICE_URL, PUBLIC_SHOP_URL }
}

/** What the PayPal simulator finds in its environment. */
export function paypalEnvironmentHere(): Environment {
  const { DATA_DIR = '', ...own } = paypalEnvironment(around)
  const { HOST, NODE_COMPILE_CACHE } = everywhere
  const SIMULATOR_URL = `http://localhost:${paypalPort}`
  return { ...named(own), HOST, NODE_COMPILE_CACHE, DATA_DIR, SIMULATOR_URL }
}

/** What the VIES simulator finds in its environment. */
export function viesEnvironmentHere(): Environment {
  const { HOST, NODE_COMPILE_CACHE } = everywhere
  return { ...viesEnvironment(around), HOST, NODE_COMPILE_CACHE }
}

/** What the simulator of a network of pickup points finds in its environment. */
export function pickupPointsEnvironmentHere(): Environment {
  const { HOST, NODE_COMPILE_CACHE } = everywhere
  return { ...pickupPointsEnvironment(around), HOST, NODE_COMPILE_CACHE }
}

/** What the message simulator finds in its environment. */
export function messagesEnvironmentHere(): Environment {
  const { HOST, NODE_COMPILE_CACHE } = everywhere
  return { ...named(messagesEnvironment(around)), HOST, NODE_COMPILE_CACHE }
}

/** What Redis, and whoever writes the sidecars' resources, must know of it. */
export const redisEnvironment: Environment = { REDIS_URL: around.redisUrl, ...redisPassword }

/** Who the repository's commands are, when they run in a container. */
export function commandEnvironment(): Environment {
  const { STAFF_EMAIL = '', STAFF_PASSWORD = '' } = serviceEnvironment('accounts', around)
  return {
    ...{ STAFF_EMAIL, STAFF_PASSWORD, STRIPE_SECRET_KEY: secrets.stripeSecretKey },
    COMPTOIR_HOME: '/tmp/comptoir',
  }
}

function keysOf(appId: AppId): Environment {
  const { EVENT_SIGNING_KEY, EVENT_PUBLIC_KEYS } = eventKeySettings(appId, known.eventSeeds)
  return {
    EVENT_SIGNING_KEY: setting(`EVENT_SIGNING_KEY_${appId.toUpperCase()}`, EVENT_SIGNING_KEY),
    EVENT_PUBLIC_KEYS: setting('EVENT_PUBLIC_KEYS', EVENT_PUBLIC_KEYS),
  }
}

function named(environment: Environment): Environment {
  const entries = Object.entries(environment).filter(([name]) => !unread.has(name))
  return Object.fromEntries(entries.map(([name, value]) => [name, byName(value)]))
}
