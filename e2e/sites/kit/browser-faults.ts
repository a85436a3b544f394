import type { BrowserContext } from '@playwright/test'

/** What browsers complained of while a test ran. */
export type BrowserFaults = {
  /** Listens to every page of a context: its console, what nobody caught, reports of its content security policy. */
  listen(context: BrowserContext): Promise<void>
  /** A complaint that the test provokes: it is none. */
  allow(pattern: RegExp): void
  /** What is left. */
  found(): readonly string[]
}

const kinds: readonly string[] = ['error', 'warning']

/** Errors and warnings of the console, exceptions (a hydration that differs is one) and blocked content. */
export function collectFaults(): BrowserFaults {
  const seen: string[] = []
  const allowed: RegExp[] = []
  return {
    async listen(context) {
      context.on('console', (message) => {
        if (!kinds.includes(message.type())) return
        seen.push(`${message.type()}: ${message.text()} (${message.location().url})`)
      })
      context.on('weberror', (fault) => seen.push(`exception: ${fault.error().message}`))
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI}`)
        })
      })
    },
    allow: (pattern) => allowed.push(pattern),
    found: () => seen.filter((fault) => !allowed.some((pattern) => pattern.test(fault))),
  }
}
