const mask = '[address]'
const email = /[^\s<>()[\]"';:,]+@[^\s<>()[\]"';:,]+/g
const phone = /\+\d(?:[ .()-]?\d){6,}/g
/** Shorter ones are words of the answer. */
const shortestLocalPart = 4

/**
 * What a provider says of why a message was not delivered, without the person: servers repeat the address, or the part before the @.
 * @example maskedReason('550 5.1.1 <camille@example.com>: no such mailbox', 'camille@example.com')
 */
export function maskedReason(reason: string, address: string): string {
  const masked = reason.replaceAll(address, mask).replaceAll(email, mask).replaceAll(phone, mask)
  const [local = '', domain] = address.split('@')
  if (domain === undefined || local.length < shortestLocalPart) return masked
  const literal = local.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  return masked.replaceAll(new RegExp(`(?<![\\w.])${literal}(?![\\w.])`, 'gi'), mask)
}
