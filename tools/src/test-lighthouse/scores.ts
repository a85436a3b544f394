import { lookUp } from '@comptoir/contracts/look-up'

/** What is scored, of a hundred. */
export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
export type Category = (typeof categories)[number]
export type Scores = Readonly<Record<Category, number>>

/** The least of each category. */
export const scoreAtLeast = 95

/** What Lighthouse's report says of a page, and the two times that a visitor feels, in ms. */
export type Measured = {
  readonly scores: Scores
  readonly largestPaintMs: number
  readonly blockedMs: number
  /** What lost points, for a page that has too few. */
  readonly lost: readonly string[]
}

type Report = {
  readonly categories: Readonly<
    Record<
      string,
      { readonly score: number; readonly auditRefs: readonly { id: string; weight: number }[] }
    >
  >
  readonly audits: Readonly<
    Record<string, { readonly title: string; readonly score: number | null; numericValue?: number }>
  >
}

/** Reads a report of `lighthouse --output=json`. */
export function readReport(json: string): Measured {
  const { categories: of, audits } = JSON.parse(json) as Report
  const audit = (name: string) => lookUp(audits, name)
  const score = (name: Category) => Math.round(100 * (lookUp(of, name)?.score ?? 0))
  const refs = categories.flatMap((name) => lookUp(of, name)?.auditRefs ?? [])
  const lost = refs
    .filter(({ weight }) => weight > 0)
    .flatMap(({ id }) => {
      const found = audit(id)
      return found?.score !== null && found !== undefined && found.score < 0.9 ? [found.title] : []
    })
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    },
    largestPaintMs: Math.round(audit('largest-contentful-paint')?.numericValue ?? 0),
    blockedMs: Math.round(audit('total-blocking-time')?.numericValue ?? 0),
    lost,
  }
}

/** The measure in the middle, by performance: one slow run says more of the machine than of the page. */
export function medianOf(runs: readonly Measured[]): Measured | undefined {
  const sorted = runs.toSorted((a, b) => a.scores.performance - b.scores.performance)
  return sorted[Math.floor((sorted.length - 1) / 2)]
}

/** The categories of a page that are below what is asked, as sentences. */
export function scoreFaults(page: string, { scores, lost }: Measured): string[] {
  return categories
    .filter((name) => scores[name] < scoreAtLeast)
    .map(
      (name) => `${page}: ${name} ${scores[name]} (at least ${scoreAtLeast}); ${lost.join(', ')}`,
    )
}
