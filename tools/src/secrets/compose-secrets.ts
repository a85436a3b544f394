import { appIds } from '@comptoir/contracts/topology'
import { eventKeySettings } from '../resources/event-keys.ts'
import { type Choice, liveComponent } from '../runner/plan/choice.ts'
import { newSecrets } from '../runner/plan/secrets.ts'
import type { Connections } from './connections.ts'

/**
 * New secrets as the lines of a file `.env` that docker compose reads beside `compose.yaml`; with a broker or a store
 * beside Redis, these and their addresses, too.
 */
export function composeSecrets(chosen?: Choice, connections?: Connections): string {
  const { eventSeeds, sidecarTokens, ...fresh } = newSecrets()
  const [anyone = 'gateway'] = appIds
  const values: Readonly<Record<string, string>> = {
    REDIS_PASSWORD: fresh.redisPassword,
    APP_API_TOKEN: fresh.appApiToken,
    SIDECAR_TOKEN: sidecarTokens[anyone],
    KEY_ENCRYPTION_KEY: fresh.keyEncryptionKey,
    STRIPE_SECRET_KEY: fresh.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: fresh.stripeWebhookSecret,
    SMTP_PASSWORD: fresh.smtpPassword,
    TWILIO_AUTH_TOKEN: fresh.twilioAuthToken,
    MESSAGES_KEY: fresh.messagesKey,
    ADMIN_PASSWORD: fresh.adminPassword,
    STAFF_PASSWORD: fresh.staffPassword,
    CUSTOMER_PASSWORD: fresh.customerPassword,
    ...Object.fromEntries(
      appIds.map((appId) => [`EVENT_SIGNING_KEY_${appId.toUpperCase()}`, eventSeeds[appId]]),
    ),
    EVENT_PUBLIC_KEYS: eventKeySettings(anyone, eventSeeds).EVENT_PUBLIC_KEYS ?? '',
    ...(chosen && { BROKER: chosen.broker, STORE: chosen.store }),
    ...(chosen?.live && { LIVE: chosen.live, LIVE_COMPONENT: liveComponent }),
    ...(connections && addressesOf(connections)),
  }
  return Object.entries(values)
    .map(([name, value]) => `COMPTOIR_${name}='${value}'\n`)
    .join('')
}

const addressesOf = (connections: Connections) =>
  Object.fromEntries(
    Object.entries(connections).flatMap(([appId, environment]) =>
      Object.entries(environment).map(([name, value]) => [`${name}_${appId.toUpperCase()}`, value]),
    ),
  )
