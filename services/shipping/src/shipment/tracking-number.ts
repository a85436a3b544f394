import { createHash } from 'node:crypto'

/** Digits and capitals without those that look alike. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const values = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const prefix = 'CP'

/**
 * The tracking number of a parcel: 60 bits of a hash of the shipment's id, so a repeated creation makes the same. A label that
 * replaces others has the next `generation`.
 */
export function trackingNumberOf(shipmentId: string, parcelIndex: number, generation = 0): string {
  const name = [shipmentId, parcelIndex, ...(generation > 0 ? [generation] : [])].join('/')
  const hash = createHash('sha256').update(name).digest()
  const letters = Array.from({ length: 12 }, (_, index) => alphabet[(hash[index] ?? 0) % 32])
  const body = prefix + letters.join('')
  return body + checkCharacterOf(body)
}

/** Whether a text is a tracking number of ours: its check character says so, without a look-up. */
export function isTrackingNumber(text: string): boolean {
  return /^CP[0-9A-Z]{13}$/.test(text) && checkCharacterOf(text.slice(0, -1)) === text.slice(-1)
}

/** A tracking number as people type it: without spaces and dashes, in capitals. */
export function normaliseTrackingNumber(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase()
}

/** ISO 7064 MOD 37,36: catches any single wrong character. */
export function checkCharacterOf(body: string): string {
  let sum = 36
  for (const character of body) {
    sum = (sum + values.indexOf(character)) % 36 || 36
    sum = (sum * 2) % 37
  }
  return values[(37 - sum) % 36] ?? ''
}
