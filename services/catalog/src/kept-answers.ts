import type { KeptAnswer } from '@comptoir/service/recall'
import type { Catalogue } from './catalogue.ts'

/** Public answers as bytes, by target (path and query): kept until the catalogue changes. */
export type KeptAnswers = {
  recall(target: string): KeptAnswer | undefined
  /** Keeps what `make` answers now for the target; answers it. */
  keep(target: string, make: () => MadeAnswer): KeptAnswer
  /** The tag of what is answered until the next change. */
  tag(): string
}

export type MadeAnswer = {
  readonly route: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON text. */
  readonly text: string
  readonly etag?: string
}

const keepAtMost = 4_000

export function createKeptAnswers(catalogue: Pick<Catalogue, 'epoch'>): KeptAnswers {
  const start = Date.now().toString(36)
  let kept = new Map<string, KeptAnswer>()
  let epoch = -1

  /** What was kept before the last change is gone. */
  function current(): Map<string, KeptAnswer> {
    const now = catalogue.epoch()
    if (now !== epoch) kept = new Map()
    epoch = now
    return kept
  }

  return {
    tag: () => `W/"${start}-${catalogue.epoch().toString(36)}"`,
    recall: (target) => current().get(target),
    keep(target, make) {
      const known = current().get(target)
      if (known) return known
      const { text, headers, ...rest } = make()
      const answer = {
        ...rest,
        headers: { 'content-type': 'application/json', ...headers },
        body: Buffer.from(text),
      }
      if (kept.size >= keepAtMost) kept = new Map()
      kept.set(target, answer)
      return answer
    },
  }
}

/** Path and query of a request, as they came: what an answer is kept under. */
export function targetOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2))
}
