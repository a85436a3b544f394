import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { isExecutable, run, which } from '../../src/provision/commands.ts'
import { cacheFolder } from '../../src/provision/dapr.ts'
import { UserError } from '../../src/runner/screen/user-error.ts'

/** Stripe's own server of fixed answers: it refuses every request that Stripe's OpenAPI does not allow. */
const version = 'v0.203.0'

/**
 * Finds stripe-mock: STRIPE_MOCK_PATH, what an earlier run built, else a build of the pinned Go module, once per
 * machine. Undefined when Go, which would build it, is missing.
 */
export async function findStripeMock(
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): Promise<string | undefined> {
  const given = env['STRIPE_MOCK_PATH']
  if (given) return given
  const folder = join(cacheFolder(env, home), `stripe-mock-${version}`)
  const built = join(folder, 'stripe-mock')
  if (isExecutable(built)) return built
  const go = which('go', env['PATH'])
  if (!go) return undefined
  await build(go, folder)
  return built
}

/** Builds beside the place and moves the whole there, so that a broken build leaves nothing behind. */
async function build(go: string, folder: string): Promise<void> {
  const workshop = `${folder}-build-${process.pid}`
  mkdirSync(workshop, { recursive: true })
  try {
    const module = `github.com/stripe/stripe-mock@${version}`
    const { code, output } = await run(go, ['install', module], { env: { GOBIN: workshop } })
    if (code !== 0) throw new UserError(`stripe-mock could not be built:\n${output.slice(-2000)}`)
    mkdirSync(dirname(folder), { recursive: true })
    rmSync(folder, { recursive: true, force: true })
    renameSync(workshop, folder)
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}
