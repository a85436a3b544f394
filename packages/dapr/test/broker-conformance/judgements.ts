import type { Run } from './witness.ts'

/** What replicas did not hear of news that each of them should: `catalog-2: news-3`. */
export function unheard(
  { runs }: { readonly runs: readonly Pick<Run, 'replica' | 'what'>[] },
  replicas: readonly string[],
  all: readonly string[],
): string[] {
  const heard = new Set(runs.map(({ replica, what }) => `${replica}: ${what}`))
  const wanted = replicas.flatMap((replica) => all.map((what) => `${replica}: ${what}`))
  return wanted.filter((one) => !heard.has(one))
}

/** How many versions of one aggregate, `<aggregate>@<version>`, came after a newer one. */
export function lateOf(done: readonly string[]): number {
  let newest = 0
  return done.filter((what) => {
    const version = Number(what.split('@')[1])
    const isLate = version < newest
    newest = Math.max(newest, version)
    return isLate
  }).length
}

/** What was done more than once. */
export const repeated = (done: readonly string[]): string[] =>
  done.filter((what, at) => done.indexOf(what) !== at)
