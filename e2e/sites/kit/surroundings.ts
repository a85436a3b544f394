import type { PlatformAddress } from '../../src/platform.ts'

/** What the tests of the sites find around them. */
export type Surroundings = {
  readonly browserPath: string
  readonly platform: PlatformAddress
  /** Where the storefront is, without a slash at its end. */
  readonly storefrontUrl: string
  /** Where the back office is, likewise; none with a shop elsewhere that did not say. */
  readonly officeUrl: string | undefined
}

const variable = 'COMPTOIR_SITES'

/** Playwright's workers are processes of their own: they inherit the environment. */
export function provideSurroundings(surroundings: Surroundings): void {
  process.env[variable] = JSON.stringify(surroundings)
}

/** For fixtures, after the set-up. */
export function surroundings(): Surroundings {
  return JSON.parse(process.env[variable] ?? '{}') as Surroundings
}
