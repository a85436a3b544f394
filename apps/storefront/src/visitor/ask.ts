import { type Problem, problemOf } from '@comptoir/site/call'

/** What came back; a refusal is a value: the page says what it means. `network`: nothing came back. */
export type Answer<T> = { readonly value: T } | { readonly problem: Problem }

export type AskOptions = {
  readonly body?: unknown
  /** The same for every repeat of one intention. */
  readonly key?: string
  readonly prefer?: string
  /** The version that was read: a newer one is not overwritten. */
  readonly ifVersion?: number
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  /** It goes on when the page is left meanwhile. */
  readonly keepalive?: boolean
}

const defaultMs = 20_000

/**
 * Asks the site's own server.
 * @example const answer = await ask<{ cart: Cart }>('POST /bff/cart/lines', { body: { sku, quantity } })
 */
export async function ask<T>(operation: string, options: AskOptions = {}): Promise<Answer<T>> {
  const [method = 'GET', path = '/'] = operation.split(' ')
  const { body, key, prefer, ifVersion, signal, timeoutMs = defaultMs, keepalive = false } = options
  const limit = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(path, {
      method,
      keepalive,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(prefer !== undefined && { prefer }),
        ...(ifVersion !== undefined && { 'if-match': `"${ifVersion}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (response.ok) return { value: await contentOf<T>(response) }
    return { problem: await problemOf(response) }
  } catch {
    return { problem: { status: 0, code: signal?.aborted ? 'aborted' : 'network' } }
  }
}

async function contentOf<T>(response: Response): Promise<T> {
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

export type { Problem }
