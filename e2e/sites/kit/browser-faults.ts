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

/**
 * A stream that a busy shop refuses, or that breaks: the page asks again, and works without it. Browsers complain of it all the same.
 */
const brokenStream =
  /^error: Failed to load resource: (net::|.* status of (429|5\d\d)\b).*\/bff\/[^ ?]+\/events[?)]/

/**
 * The browser does not animate a change of pages (`@view-transition`) when the window has another size meanwhile, as tests set it, when
 * one of both pages has no time to paint or to opt in, or when the next one comes first. Chromium reports its own promise, which no
 * script of ours has: the page is there all the same. What a transition of ours would be given up for is another sentence, and a
 * complaint.
 */
const droppedTransition =
  /^exception: Transition was (skipped|aborted because of (invalid state\. (Viewport size changed|ViewTransition opt-in disabled)|timeout in DOM update))\.?$/

/** Errors and warnings of the console, exceptions (a hydration that differs is one) and blocked content. */
export function collectFaults(): BrowserFaults {
  const seen: string[] = []
  const allowed = [brokenStream, droppedTransition]
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
