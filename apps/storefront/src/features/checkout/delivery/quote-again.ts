import type { Problem } from '@comptoir/site/call'

/** After a question that nobody answered it is asked again so much later, in ms; then the shopper says when. */
const waitsMs = [1_000, 3_000]

/** When a quote is asked for again by itself; nothing when it is refused for good, or was tried often enough. */
export function quoteAgainAfterMs({ status, code }: Problem, tries: number): number | undefined {
  const mayPass = code === 'network' || status === 429 || status >= 500
  return mayPass ? waitsMs[tries] : undefined
}
