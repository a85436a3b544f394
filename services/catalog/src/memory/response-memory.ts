import { randomBytes } from 'node:crypto'
import type { RememberedResponse } from '@comptoir/service/http/response-memory'
import type { Catalogue } from './catalogue.ts'

export type ResponseMemory = ReturnType<typeof createResponseMemory>

/** `text` is JSON. */
export type NewResponse = Omit<RememberedResponse, 'body'> & { readonly text: string }

const keepAtMost = { answers: 4_000, bytes: 64 * 1024 * 1024 }

/** Public responses as bytes, by target (path and query), until the catalogue changes. */
export function createResponseMemory(catalogue: Pick<Catalogue, 'epoch'>, limits = keepAtMost) {
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
    /** The tag of what is answered until the next change. */
    tag: () => `W/"${start}-${catalogue.epoch().toString(36)}"`,
    find: (target: string) => current().get(target),
    /** Remembers what `make` answers now for the target; answers it. */
    remember(target: string, make: () => NewResponse): RememberedResponse {
      const known = current().get(target)
      if (known) return known
      const { text, ...rest } = make()
      const headers = { 'content-type': 'application/json', ...rest.headers }
      const answer = { ...rest, headers, body: Buffer.from(text) }
      put(target, answer)
      return answer
    },
  }
}
