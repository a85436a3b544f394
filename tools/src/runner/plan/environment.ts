import { join } from 'node:path'
import { lookUp } from '@comptoir/contracts/look-up'
import { serviceUrlVariable } from '@comptoir/contracts/platform/service-url'
import { type AppId, appIds, isSite } from '@comptoir/contracts/topology'
import { eventKeySettings } from '../../resources/event-keys.ts'
import type { Ports } from './ports.ts'
import { demoPeople, type Secrets } from './secrets.ts'

export type Surroundings = { ports: Ports; redisUrl: string; dataDir: string; secrets: Secrets }
export type Environment = Record<string, string>

/** What a service finds in its environment, the same under every way of starting it. */
export function serviceEnvironment(appId: AppId, around: Surroundings): Environment {
  const { ports, secrets } = around
  const sidecar = ports.sidecar(appId)
  return {
    ...commonEnvironment(around),
    CORS_ORIGINS: originsOf(ports).join(','),
    PORT: String(ports.service(appId)),
    APP_ID: appId,
    DAPR_HTTP_PORT: String(sidecar.http),
    DAPR_GRPC_PORT: String(sidecar.grpc),
    APP_API_TOKEN: secrets.appApiToken,
    DAPR_API_TOKEN: secrets.sidecarTokens[appId],
    ...eventKeySettings(appId, secrets.eventSeeds),
    ...(appId === 'gateway' ? serviceUrls(ports) : {}),
    ...(appId === 'storefront' ? storefrontEnvironment(ports) : {}),
    ...(appId === 'accounts' ? accountsEnvironment(secrets) : {}),
    ...(appId === 'payments' ? paymentsEnvironment(around) : {}),
    ...(appId === 'notifications' ? messagingEnvironment(around) : {}),
    ...(appId === 'billing' ? { VIES_URL: `http://127.0.0.1:${ports.vies}` } : {}),
    ...(appId === 'shipping'
      ? { PICKUP_POINTS_URL: `http://127.0.0.1:${ports.pickupPoints}` }
      : {}),
  }
}

/** The pages that may ask services from a browser: of the API's documentation and of the sites. */
const originsOf = (ports: Ports) =>
  [ports.service('gateway'), ports.service('storefront'), ports.backOffice].map(
    (port) => `http://localhost:${port}`,
  )

/**
 * What the back office finds in its environment: where its server asks accounts, and where its pages ask the gateway, or each
 * service itself.
 */
export function backOfficeEnvironment({ ports }: Pick<Surroundings, 'ports'>): Environment {
  const gateway = ports.service('gateway')
  const direct = appIds.filter((appId) => appId !== 'gateway' && !isSite(appId))
  const urls = direct.map((appId) => `${appId}=http://localhost:${ports.service(appId)}`)
  return {
    HOST: '127.0.0.1',
    PORT: String(ports.backOffice),
    API_URL: `http://127.0.0.1:${gateway}`,
    PUBLIC_URL: `http://localhost:${gateway}`,
    PUBLIC_OFFICE_URL: `http://localhost:${ports.backOffice}`,
    PUBLIC_SHOP_URL: `http://localhost:${ports.service('storefront')}`,
    PUBLIC_SERVICE_URLS: urls.join(','),
  }
}

/** Its server asks the gateway on this machine; browsers load pictures from where they reach it. */
function storefrontEnvironment(ports: Ports): Environment {
  const gateway = ports.service('gateway')
  return {
    API_URL: `http://127.0.0.1:${gateway}`,
    PUBLIC_IMAGE_URL: `http://localhost:${gateway}`,
    PUBLIC_SITE_URL: `http://localhost:${ports.service('storefront')}`,
  }
}

/** Its providers, and the site that shoppers come back to. */
function paymentsEnvironment(around: Surroundings): Environment {
  return {
    ...stripeEnvironment(around),
    ...paypalAccount(around),
    PUBLIC_SHOP_URL: `http://localhost:${around.ports.service('storefront')}`,
  }
}

/** What the payment simulator finds in its environment. */
export function simulatorEnvironment(around: Surroundings): Environment {
  return {
    ...commonEnvironment(around),
    ...stripeEnvironment(around),
    PORT: String(around.ports.simulator),
    DATA_DIR: join(around.dataDir, 'payment-simulator'),
    SIMULATOR_URL: `http://localhost:${around.ports.simulator}`,
    WEBHOOK_URL: `http://127.0.0.1:${around.ports.service('payments')}/api/webhooks/stripe`,
  }
}

/** What the PayPal simulator finds in its environment. */
export function paypalEnvironment(around: Surroundings): Environment {
  const { PAYPAL_API_URL: _url, ...account } = paypalAccount(around)
  return {
    ...account,
    HOST: '127.0.0.1',
    PORT: String(around.ports.paypal),
    DATA_DIR: join(around.dataDir, 'paypal-simulator'),
    SIMULATOR_URL: `http://localhost:${around.ports.paypal}`,
    WEBHOOK_URL: `http://127.0.0.1:${around.ports.service('payments')}/api/webhooks/paypal`,
  }
}

/** What the VIES simulator finds in its environment. */
export function viesEnvironment({ ports }: Surroundings): Environment {
  return { HOST: '127.0.0.1', PORT: String(ports.vies) }
}

/** What the simulator of a network of pickup points finds in its environment. */
export function pickupPointsEnvironment({ ports }: Surroundings): Environment {
  return { HOST: '127.0.0.1', PORT: String(ports.pickupPoints) }
}

/** What the message simulator finds in its environment. */
export function messagesEnvironment({ ports, secrets }: Surroundings): Environment {
  return {
    ...{ HOST: '127.0.0.1', PORT: String(ports.messages.page) },
    SMTP_PORT: String(ports.messages.smtp),
    TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
    WEBHOOK_URL: `http://127.0.0.1:${ports.service('notifications')}`,
  }
}

/** Who takes the mails, SMS and push messages of the shop: the simulator. */
function messagingEnvironment({ ports, secrets }: Surroundings): Environment {
  return {
    SMTP_URL: `smtp://127.0.0.1:${ports.messages.smtp}`,
    SMTP_USER: 'comptoir',
    SMTP_PASSWORD: secrets.smtpPassword,
    TWILIO_API_URL: `http://127.0.0.1:${ports.messages.page}`,
    TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
    TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
    PUSH_SERVICES: `http://127.0.0.1:${ports.messages.page}`,
    SHOP_URL: `http://localhost:${ports.service('storefront')}`,
    MESSAGES_KEY: secrets.messagesKey,
  }
}

function commonEnvironment({ ports, redisUrl, dataDir }: Surroundings): Environment {
  return {
    HOST: '127.0.0.1',
    REDIS_URL: redisUrl,
    PUBLIC_URL: `http://localhost:${ports.service('gateway')}`,
    DATA_DIR: dataDir,
    SEED: 'demo',
  }
}

function stripeEnvironment({ ports, secrets }: Surroundings): Environment {
  return {
    STRIPE_API_URL: `http://127.0.0.1:${ports.simulator}`,
    STRIPE_SECRET_KEY: secrets.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
  }
}

/** The account at the PayPal simulator: its secret is the one that the payment simulator has. */
function paypalAccount({ ports, secrets }: Surroundings) {
  return {
    PAYPAL_API_URL: `http://127.0.0.1:${ports.paypal}`,
    PAYPAL_CLIENT_ID: 'paypal-simulator-client',
    PAYPAL_CLIENT_SECRET: secrets.stripeSecretKey,
    PAYPAL_WEBHOOK_ID: 'WH0SIMULATOR',
  }
}

/**
 * The accounts that whoever starts the shop names, in place of the simulators. A shop that takes cards for real is not
 * paid by a simulated PayPal.
 */
export function givenProviders(simulated: Environment, env: NodeJS.ProcessEnv): Environment {
  const paypal = givenPayPal(env)
  const stripe = givenStripe(env)
  if (Object.keys(stripe).length === 0) return { ...simulated, ...paypal }
  const own = Object.entries(simulated).filter(([name]) => !name.startsWith('PAYPAL_'))
  return { ...Object.fromEntries(own), ...stripe, ...paypal }
}

function givenPayPal(env: NodeJS.ProcessEnv): Environment {
  const { PAYPAL_CLIENT_ID: id, PAYPAL_CLIENT_SECRET: secret, PAYPAL_WEBHOOK_ID: webhook } = env
  if (!id || !secret || !webhook) return {}
  return {
    PAYPAL_API_URL: env['PAYPAL_API_URL'] || 'https://api-m.paypal.com',
    ...{ PAYPAL_CLIENT_ID: id, PAYPAL_CLIENT_SECRET: secret, PAYPAL_WEBHOOK_ID: webhook },
  }
}

/**
 * The provider's account that whoever starts the shop names, for payments in place of the simulator: it takes its two
 * secrets to do so, and the address is Stripe's unless another is given.
 */
export function givenStripe(env: NodeJS.ProcessEnv): Environment {
  const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, STRIPE_API_URL: url } = env
  if (!key || !secret) return {}
  return {
    STRIPE_API_URL: url || 'https://api.stripe.com',
    STRIPE_SECRET_KEY: key,
    STRIPE_WEBHOOK_SECRET: secret,
  }
}

/** The VIES that whoever starts the shop names, in place of the simulator. */
export function givenVies({ VIES_URL: url }: NodeJS.ProcessEnv): Environment {
  return url ? { VIES_URL: url } : {}
}

/** The network of pickup points that whoever starts the shop names, in place of the simulator. */
export function givenPickupPoints({ PICKUP_POINTS_URL: url }: NodeJS.ProcessEnv): Environment {
  return url ? { PICKUP_POINTS_URL: url } : {}
}

/** The mail server, the SMS account and the push services that whoever starts the shop names, in place of the simulator. */
export function givenMessaging(env: NodeJS.ProcessEnv): Environment {
  const names = ['SMTP_URL', 'SMTP_USER', 'SMTP_PASSWORD', 'MAIL_FROM', 'MAIL_DOMAIN', 'SHOP_URL']
  const twilio = ['TWILIO_API_URL', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM_NUMBER']
  const given = [...names, ...twilio, 'PUSH_SERVICES'].flatMap((name) => {
    const value = lookUp(env, name)
    return value ? [[name, value] as const] : []
  })
  return Object.fromEntries(given)
}

function serviceUrls(ports: Ports): Environment {
  const urlOf = (appId: AppId) => `http://127.0.0.1:${ports.service(appId)}`
  return Object.fromEntries(appIds.map((appId) => [serviceUrlVariable(appId), urlOf(appId)]))
}

function accountsEnvironment(secrets: Secrets): Environment {
  return {
    KEY_ENCRYPTION_KEY: secrets.keyEncryptionKey,
    ADMIN_EMAIL: demoPeople.admin,
    ADMIN_PASSWORD: secrets.adminPassword,
    STAFF_EMAIL: demoPeople.staff,
    STAFF_PASSWORD: secrets.staffPassword,
    DEMO_EMAIL: demoPeople.customer,
    DEMO_PASSWORD: secrets.customerPassword,
  }
}
