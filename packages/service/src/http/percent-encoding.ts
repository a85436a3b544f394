const brokenTriplet = /%(?![0-9A-Fa-f]{2})/

/**
 * Whether every percent sign of a path and query starts a triplet (RFC 3986, 2.1) and what they encode is UTF-8. What
 * is not means something else to each of gateway, sidecar and service, so nobody guesses.
 */
export function isWellEncoded(target: string): boolean {
  if (!target.includes('%')) return true
  if (brokenTriplet.test(target)) return false
  try {
    decodeURIComponent(target)
    return true
  } catch {
    return false
  }
}
