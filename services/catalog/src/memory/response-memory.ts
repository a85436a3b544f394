import { randomBytes } from 'node:crypto'
import type { RememberedResponse } from '@comptoir/service/http/response-memory'
import type { Catalogue } from './catalogue.ts'

/** Public responses as bytes, by target (path and query), until the catalogue changes. */
export type ResponseMemory = {
  find(target: string): RememberedResponse | undefined
  /** Remembers what `make` answers now for the target; answers it. */
  remember(target: string, make: () => NewResponse): RememberedResponse
  /** The tag of what is answered until the next change. */
  tag(): string
}

export type NewResponse = {
  readonly route: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON text. */
  readonly text: string
  readonly etag?: string
}

const keepAtMost = { answers: 4_000, bytes: 64 * 1024 * 1024 }

export function createResponseMemory(
  catalogue: Pick<Catalogue, 'epoch'>,
  limits = keepAtMost,
): ResponseMemory {
  const start = randomBytes(6).toString('base64url')
  let kept = new Map<string, RememberedResponse>()
  let bytes = 0
  let epoch = -1

  /** What was kept before the last change is gone. */
  function current(): Map<string, RememberedResponse> {
    const now = catalogue.epoch()
    if (now !== epoch) forget()
    epoch = now
    return kept
  }

  function forget(): void {
    kept = new Map()
    bytes = 0
  }

  function put(target: string, answer: RememberedResponse): void {
    const size = answer.body.length
    if (kept.size >= limits.answers || bytes + size > limits.bytes) forget()
    kept.set(target, answer)
    bytes += size
  }

  return {
    tag: () => `W/"${start}-${catalogue.epoch().toString(36)}"`,
    find: (target) => current().get(target),
    remember(target, make) {
      const known = current().get(target)
      if (known) return known
      const { text, headers, ...rest } = make()
      const answer = {
        ...rest,
        headers: { 'content-type': 'application/json', ...headers },
        body: Buffer.from(text),
      }
      put(target, answer)
      return answer
    },
  }
}

/** Path and query of a request, as they came: what an answer is kept under. */
export function targetOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2))
}
