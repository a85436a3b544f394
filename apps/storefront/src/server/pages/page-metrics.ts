import { createCounter, createGauge } from '@comptoir/service/observability/metrics'

const requests = createCounter({
  name: 'comptoir_page_requests_total',
  help: 'Requests for pages that are the same for everyone, by where the answer came from',
  labelNames: ['from'],
})
const drops = createCounter({
  name: 'comptoir_page_drops_total',
  help: 'Pages that the memory let go, by what: a fact of the catalogue, or the space of newer ones',
  labelNames: ['by'],
})

/** Counts a request: once, wherever it was looked for. */
export function countRequest(found: { readonly isFresh: boolean } | undefined): void {
  if (!found) requests.inc({ from: 'render' })
  else requests.inc({ from: found.isFresh ? 'memory' : 'stale' })
}

/** Counts pages that are not good any more. */
export const countDrops = (by: 'fact' | 'space', pages = 1): void => drops.inc({ by }, pages)

type Measured = { figures(): { readonly pages: number; readonly bytes: number } }

/** Measures what the memory holds. */
export function measurePages({ figures }: Measured): void {
  const pages = { name: 'comptoir_page_memory_pages', help: 'Pages that the memory holds' }
  createGauge(pages, (set) => set(figures().pages))
  const bytes = { name: 'comptoir_page_memory_bytes', help: 'What they take, raw and compressed' }
  createGauge(bytes, (set) => set(figures().bytes))
}
