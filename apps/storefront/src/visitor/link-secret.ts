/**
 * The secret of a mail's link, which stands behind the `#` so that no server and no log sees it; null without one. It is taken out of
 * the address, so that nobody copies it along. Asked again, as strict mode does, it is the same.
 */
export function secretOf(name: string): string | null {
  const secret = new URLSearchParams(location.hash.slice(1)).get(name)
  if (secret === null) return kept.get(name) ?? null
  kept.set(name, secret)
  history.replaceState(history.state, '', location.pathname + location.search)
  return secret
}

const kept = new Map<string, string>()
