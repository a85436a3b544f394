/** SKUs as a URL and the shop's other services can carry them. */
export type SkuNames = ReturnType<typeof createSkuNames>

const carried = /^[A-Za-z0-9._-]{1,64}$/
const longest = 64

/** Whether a SKU can stay as it is; a path would resolve `.` and `..`. */
export function isCarried(sku: string): boolean {
  return carried.test(sku) && !/^\.+$/.test(sku)
}

/** Names for SKUs that cannot stay: the same for the same SKU in whatever order the file is, and never another's. */
export function createSkuNames() {
  const taken = new Set<string>()
  const rewritten = new Map<string, Set<string>>()

  /** Learns a SKU of the file; all are seen before any is named. */
  function see(written: string | undefined): void {
    if (written === undefined) return
    if (isCarried(written)) {
      taken.add(written.toLowerCase())
      return
    }
    const base = plainSku(written).toLowerCase()
    rewritten.set(base, (rewritten.get(base) ?? new Set()).add(written))
  }

  /** The SKU to write for one of the file: itself when it can be carried. */
  function nameOf(written: string): string {
    if (isCarried(written)) return written
    const base = plainSku(written)
    const isAlone = (rewritten.get(base.toLowerCase())?.size ?? 1) === 1
    if (isAlone && base !== '' && !taken.has(base.toLowerCase())) return base
    return `${base.slice(0, longest - 9) || 'sku'}-${hashOf(written)}`
  }

  return { see, nameOf }
}

const carriedInPath = /^(?!\.+$)[^%/\\?#\p{Cc}\p{Cs}]{1,120}$/u

/** An id of another system as an address can carry it: itself, or one made of it that no other id gets. */
export function carriedId(written: string): string {
  if (carriedInPath.test(written)) return written
  return `${plainSku(written) || 'id'}-${hashOf(written)}`
}

function plainSku(written: string): string {
  const letters = written.normalize('NFKD').replace(/\p{M}/gu, '')
  const kept = letters.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '')
  return kept.slice(0, longest).replace(/[.-]+$/, '')
}

/** FNV-1a, in eight letters: only to tell names apart. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}
