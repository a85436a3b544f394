import { randomUUID } from 'node:crypto'
import type { Sidecar, SidecarAnswer } from '../src/sidecar/sidecar.ts'

type Item = { key: string; value: unknown; etag?: string }
type Kept = { value: unknown; etag: string }

/**
 * A sidecar whose state store writes as Dapr's MongoDB component 1.18 does, as far as values go: with a pipeline whose
 * `$set` evaluates them. A text that begins with `$` is a field (here: one that is missing), an object is merged with
 * what is there, a key that is an operator or has a dot is refused. A value that is one text is kept, quoted as Go does.
 */
export function createMongoComponent(): Pick<Sidecar, 'request'> {
  const kept = new Map<string, Kept>()

  function set(item: Item): SidecarAnswer {
    const before = kept.get(item.key)
    if (before?.etag !== item.etag) return answer(409, { message: 'possible etag mismatch' })
    try {
      const value =
        typeof item.value === 'string' ? quoted(item.value) : evaluated(item.value, before?.value)
      kept.set(item.key, { value, etag: randomUUID() })
      return answer(204)
    } catch (error) {
      return answer(500, { message: String(error) })
    }
  }

  return {
    async request({ method, path, body = '' }) {
      if (method === 'GET') {
        const found = kept.get(decodeURIComponent(path.replace(/^.*\/([^?]*)\?.*$/, '$1')))
        return found ? answer(200, shown(found.value), found.etag) : answer(204)
      }
      const sent = JSON.parse(body.toString())
      if (!path.endsWith('/bulk')) return set(sent[0])
      const items = (sent.keys as string[]).map((key) => {
        const found = kept.get(key)
        return found ? { key, data: shown(found.value), etag: found.etag } : { key }
      })
      return answer(200, items)
    },
  }
}

function answer(status: number, body?: unknown, etag?: string): SidecarAnswer {
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body))
  return { status, headers: etag ? { etag } : {}, body: bytes }
}

const goEscapes: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\v': '\\v',
  '\u007f': '\\x7f',
  '\u{e0001}': '\\U000e0001',
}

/** Go's `%q`: it differs from JSON in the control characters and in those that do not show. */
function quoted(text: string): string {
  const inner = Array.from(text, (char) => goEscapes[char] ?? JSON.stringify(char).slice(1, -1))
  return `"${inner.join('')}"`
}

/** Texts are kept as bytes of JSON and shown as they are. */
const shown = (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value)

function evaluated(value: unknown, before: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('$') ? undefined : value
  if (Array.isArray(value)) return value.map((one) => evaluated(one, undefined) ?? null)
  return isObject(value) ? merged(value, isObject(before) ? before : {}) : value
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function merged(value: Record<string, unknown>, before: Record<string, unknown>) {
  const fields = Object.entries(value).map(([name, inner]) => {
    if (name.startsWith('$') || name.includes('.')) throw new Error(`invalid field name ${name}`)
    return [name, evaluated(inner, before[name])]
  })
  return { ...before, ...Object.fromEntries(fields) }
}
