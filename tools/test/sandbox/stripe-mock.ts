import { findGoProgram } from '../../src/provision/go-program.ts'

/** Stripe's own server of fixed answers: it refuses every request that Stripe's OpenAPI does not allow. */
const stripeMock = {
  name: 'stripe-mock',
  module: 'github.com/stripe/stripe-mock',
  version: 'v0.203.0',
}

/** Finds stripe-mock: STRIPE_MOCK_PATH, else a build of the pinned Go module. Undefined when Go is missing. */
export async function findStripeMock(
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  return env['STRIPE_MOCK_PATH'] || (await findGoProgram(stripeMock, { env }))
}
