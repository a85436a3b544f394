import { browserArguments } from '@comptoir/tools/provision/chromium'
import { type BrowserContext, type BrowserContextOptions, test as base } from '@playwright/test'
import { type Api, createApi } from '../../src/api.ts'
import type { PlatformAddress } from '../../src/platform.ts'
import { signIn } from '../../src/shopper.ts'
import { type BrowserFaults, collectFaults } from './browser-faults.ts'
import { surroundings } from './surroundings.ts'

/** The shop behind the site: what a test prepares or looks up without a browser. */
export type Shop = {
  readonly platform: PlatformAddress
  readonly api: Api
  /** The token of a member of staff. */
  staff(): Promise<string>
}

type OfTest = {
  /** Fails the test for what a browser complained of. */
  readonly browserFaults: BrowserFaults
  /** Another visitor with a browser of their own. */
  readonly newVisitor: (options?: BrowserContextOptions) => Promise<BrowserContext>
}
type OfWorker = { readonly shop: Shop }

/** A test in a browser: a console error, an exception or a report of the content security policy fails it. */
export const test = base.extend<OfTest, OfWorker>({
  launchOptions: [
    async ({ browserName: _ }, use) => {
      await use({ executablePath: surroundings().browserPath, args: browserArguments })
    },
    { scope: 'worker' },
  ],
  shop: [
    async ({ browserName: _ }, use) => {
      const { platform } = surroundings()
      const api = createApi(platform.gatewayUrl)
      let token: Promise<string> | undefined
      const staff = () => {
        token ??= signIn(api, platform.staff)
        return token
      }
      await use({ platform, api, staff })
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ browserName: _ }, use) => {
    await use(surroundings().storefrontUrl)
  },
  browserFaults: [
    async ({ browserName: _ }, use) => {
      const faults = collectFaults()
      await use(faults)
      const found = faults.found()
      if (found.length > 0) throw new Error(`The browser complained:\n${found.join('\n')}`)
    },
    { auto: true },
  ],
  context: async ({ context, browserFaults }, use) => {
    await browserFaults.listen(context)
    await use(context)
  },
  newVisitor: async ({ browser, browserFaults, baseURL, contextOptions }, use) => {
    const opened: BrowserContext[] = []
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, baseURL, ...options })
      opened.push(context)
      await browserFaults.listen(context)
      return context
    })
    for (const context of opened) await context.close()
  },
})
