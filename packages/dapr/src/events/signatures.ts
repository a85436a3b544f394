import { sign, verify } from 'node:crypto'
import type { CloudEvent } from '@comptoir/contracts/event'
import { privateKeyOf, publicKeysOf } from '@comptoir/service/auth/service-keys'

/** Signs the events of a service and verifies those of others. */
export type EventSignatures = {
  sign(event: CloudEvent): CloudEvent
  verify(event: CloudEvent): boolean
}

export type EventKeys = {
  /** The service's own Ed25519 seed: 32 bytes in base64url. */
  readonly eventSigningKey: string
  /** The public keys of all producers: `orders=KEY,OLDER-KEY;billing=KEY`, 32 bytes in base64url each. */
  readonly eventPublicKeys: string
}

/** An event that its producer did not sign, or that was changed since. */
export class ForgedEvent extends Error {
  override name = 'ForgedEvent'
}

/**
 * Ed25519 signatures (RFC 8032) over an event's identity and data, in the extension attribute `signature`. What
 * sidecars and brokers add or rewrite on the way (trace, topic, the order of members) is not covered.
 * @example const signed = createEventSignatures(config).sign(event)
 */
export function createEventSignatures(keys: EventKeys): EventSignatures {
  const own = privateKeyOf(keys.eventSigningKey)
  const producers = publicKeysOf(keys.eventPublicKeys)
  return {
    sign: (event) => ({
      ...event,
      signature: sign(null, signedBytesOf(event), own).toString('base64url'),
    }),
    verify(event) {
      const { source, type, signature } = event
      if (typeof signature !== 'string' || !type.startsWith(`comptoir.${source}.`)) return false
      const bytes = signedBytesOf(event)
      const given = Buffer.from(signature, 'base64url')
      return (producers.get(source) ?? []).some((key) => verify(null, bytes, key, given))
    },
  }
}

/** Throws a ForgedEvent unless the event is what its producer signed. */
export function requireGenuine(signatures: EventSignatures, event: CloudEvent): void {
  if (!signatures.verify(event)) throw new ForgedEvent(`${event.source} did not sign ${event.id}`)
}

function signedBytesOf(event: CloudEvent): Buffer {
  const { id, source, type, subject, time, aggregateversion, data } = event
  const covered = { id, source, type, subject, time, aggregateversion, data }
  return Buffer.from(`comptoir event v1\n${canonicalJson(covered)}`)
}

/**
 * JSON with the members of objects in one order (as RFC 8785 does), since sidecars write them in theirs. A lone
 * surrogate is written as they do, as U+FFFD.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed())
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]): [string, unknown] => [name.toWellFormed(), member])
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
  return `{${members.join()}}`
}
