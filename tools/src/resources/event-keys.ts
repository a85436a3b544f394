import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto'
import { type AppId, appIds } from '@comptoir/contracts/topology'

/** The settings that the signatures of events need: the service's own seed and everyone's public keys. */
export type EventKeySettings = {
  readonly EVENT_SIGNING_KEY: string
  readonly EVENT_PUBLIC_KEYS: string
}

/** The settings of one service, from the Ed25519 seeds (32 bytes in base64url) of all. */
export function eventKeySettings(
  appId: AppId,
  seeds: Readonly<Record<AppId, string>>,
): EventKeySettings {
  const keys = Object.entries(seeds).map(([producer, seed]) => `${producer}=${publicKeyOf(seed)}`)
  return { EVENT_SIGNING_KEY: seeds[appId], EVENT_PUBLIC_KEYS: keys.join(';') }
}

/** A random seed for each service. */
export function newEventSeeds(): Record<AppId, string> {
  const seeds = appIds.map((appId) => [appId, randomBytes(32).toString('base64url')])
  return Object.fromEntries(seeds) as Record<AppId, string>
}

/** What comes before a seed in PKCS #8 (RFC 8410); the last 32 bytes of SPKI are the public key. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

function publicKeyOf(seed: string): string {
  const key = Buffer.concat([pkcs8Prefix, Buffer.from(seed, 'base64url')])
  const own = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(own).export({ format: 'der', type: 'spki' })
  return spki.subarray(-32).toString('base64url')
}
