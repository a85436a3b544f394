import type { Page, Request } from '@playwright/test'

/**
 * The shop gets the first POST to an address, and its answer is lost on the way back. What this answers has every POST that was sent
 * there so far.
 */
export async function loseAnswer(page: Page, url: string): Promise<readonly Request[]> {
  const sent: Request[] = []
  await page.route(url, async (route) => {
    if (route.request().method() !== 'POST') return await route.continue()
    sent.push(route.request())
    if (sent.length > 1) return await route.continue()
    await route.fetch()
    await route.abort()
  })
  return sent
}

/** The shop gets every POST to an address, and no answer comes back, until what this answers is called. */
export async function loseAnswers(page: Page, url: string): Promise<() => Promise<void>> {
  await page.route(url, async (route) => {
    if (route.request().method() !== 'POST') return await route.continue()
    await route.fetch()
    await route.abort()
  })
  return () => page.unroute(url)
}

/** Every POST to an address is on its way until what this answers is called. */
export async function holdRequests(page: Page, url: string): Promise<() => void> {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  await page.route(url, async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  return letGo
}

/** What the gateway answers while a service is away, to all that goes to an address; until the route is taken away again. */
export async function makeUnavailable(page: Page, url: string | RegExp): Promise<void> {
  await page.route(url, (route) =>
    route.fulfill({
      ...{ status: 503, contentType: 'application/problem+json' },
      json: { status: 503, code: 'dependency_unavailable' },
    }),
  )
}
