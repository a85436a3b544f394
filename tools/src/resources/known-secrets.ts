import { createHash } from 'node:crypto'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import type { Secrets } from '../runner/plan/secrets.ts'

/**
 * Secrets that every reader of this repository knows: good for one developer's machine, where all that is published is on
 * loopback.
 * @example knownSecrets('compose').staffPassword // 'compose-staff'
 */
export function knownSecrets(name: string): Secrets {
  const hash = (text: string) => createHash('sha256').update(`${name} ${text}`).digest('base64url')
  const underscored = name.replaceAll('-', '_')
  return {
    appApiToken: `${name}-app-token`,
    sidecarTokens: forEachApp(() => `${name}-sidecar-token`),
    eventSeeds: forEachApp(hash),
    redisPassword: `${name}-redis`,
    partsKey: hash('parts'),
    keyEncryptionKey: hash('keys'),
    stripeSecretKey: `sk_test_${underscored}`,
    stripeWebhookSecret: `whsec_${underscored}`,
    smtpPassword: `${name}-smtp-password`,
    twilioAuthToken: `${name}-twilio-token`,
    messagesKey: hash('messages'),
    adminPassword: `${name}-admin`,
    staffPassword: `${name}-staff`,
    customerPassword: `${name}-customer`,
  }
}

function forEachApp(make: (appId: AppId) => string): Record<AppId, string> {
  return Object.fromEntries(appIds.map((appId) => [appId, make(appId)])) as Record<AppId, string>
}
