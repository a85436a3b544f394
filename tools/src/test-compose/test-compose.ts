import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { appIds } from '@comptoir/contracts/topology'
import { stringify } from 'yaml'
import { testPhase } from '../../test/checks/check-runner.ts'
import { createSteps } from '../../test/checks/steps.ts'
import { knownSecrets } from '../resources/known-secrets.ts'
import { checkout } from '../runner/plan/layout.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'
import { drillEnvironment } from '../test-cluster/settings.ts'
import { importBases, nodeBase } from './base-images.ts'
import { commandVariable, compose, unready } from './compose.ts'
import { findCompose } from './compose-program.ts'
import { confinementFaults, leftBehind } from './containers.ts'
import { type Engine, startEngine } from './engine.ts'

const command = {
  run: 'npm run test:compose --',
  summary: 'Builds the images, plays orders and drills on `docker compose up`, and takes it away.',
  options: {
    keep: {
      type: 'boolean',
      default: false,
      help: "leave the shop up; not with an engine of the test's own",
    },
  },
  examples: ['npm run test:compose'],
  exitCodes: { 1: 'something failed' },
  notes:
    'Uses the Docker that runs here; else, as root on Debian, one of its own, whose base images are made of programs of this machine.',
} as const

const ports = { gateway: 28_080, storefront: 29_000, backOffice: 29_010, simulator: 29_100 }
const readyWithinMs = 600_000
const progress = (text: string) => console.log(`  ${text}`)
const steps = createSteps()

async function main(): Promise<number> {
  const { values } = readCommandLine(command)
  const engine = await startEngine(progress)
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-compose-'))
  try {
    Object.assign(process.env, await environmentOf(engine, folder))
    await testShop(engine, values.keep && !engine.isOwn)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await engine.stop()
  }
  return steps.finish()
}

/** What compose and the tests find in their environment: a project, ports and settings of their own. */
async function environmentOf(engine: Engine, folder: string): Promise<Record<string, string>> {
  if (engine.isOwn) await importBases(engine, progress)
  const override = join(folder, 'test.yaml')
  writeFileSync(override, stringify({ services: overrideOf(engine) }))
  const secrets = knownSecrets('compose')
  return {
    ...engine.env,
    [commandVariable]: JSON.stringify(await findCompose(engine, progress)),
    COMPOSE_PROJECT_NAME: 'comptoir-test',
    COMPOSE_FILE: `${join(checkout, 'compose.yaml')}:${override}`,
    COMPOSE_PARALLEL_LIMIT: '2',
    COMPTOIR_TAG: 'test',
    COMPTOIR_PORT: String(ports.gateway),
    COMPTOIR_STOREFRONT_PORT: String(ports.storefront),
    COMPTOIR_BACK_OFFICE_PORT: String(ports.backOffice),
    COMPTOIR_SIMULATOR_PORT: String(ports.simulator),
    COMPTOIR_URL: `http://127.0.0.1:${ports.gateway}`,
    COMPTOIR_LEDGER_URL: `http://127.0.0.1:${ports.simulator}`,
    STAFF_PASSWORD: secrets.staffPassword,
    ADMIN_PASSWORD: secrets.adminPassword,
    STRIPE_SECRET_KEY: secrets.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
  }
}

/** Settings of the drills; and on an engine without a registry, the base image and the network of this machine. */
function overrideOf({ isOwn }: Engine) {
  const build = isOwn ? { build: { network: 'host', args: { BASE: nodeBase } } } : {}
  const services = appIds.map((appId) => [appId, { environment: drillEnvironment, ...build }])
  const simulators = ['payment', 'paypal', 'vies', 'pickup-points', 'message']
  const others = ['prepare', 'back-office', ...simulators.map((name) => `${name}-simulator`)].map(
    (name) => [name, build],
  )
  return Object.fromEntries([...services, ...others])
}

async function testShop(engine: Engine, keep: boolean): Promise<void> {
  const isBuilt = await steps.run('docker compose build', async () => {
    await compose(['build'], true)
    return []
  })
  if (!isBuilt) return
  try {
    const isUp = await steps.run('docker compose up, with the demo shop', startShop)
    if (!isUp) return
    await steps.run('containers are confined', () =>
      confinementFaults(engine, Object.values(ports)),
    )
    await steps.run('orders and drills', testPhase('', 'compose').run)
    await steps.run('docker compose run --rm reconcile', async () => {
      await compose(['run', '--rm', 'reconcile'], true)
      return []
    })
  } finally {
    if (!keep) await steps.run('docker compose down --volumes leaves nothing', stopShop(engine))
  }
}

async function startShop(): Promise<string[]> {
  await compose(['up', '--detach'], true)
  const deadline = Date.now() + readyWithinMs
  for (;;) {
    const left = await unready()
    if (left.length === 0) return []
    if (Date.now() > deadline) return [...left, await compose(['logs', '--tail', '40'])]
    await sleep(1_000)
  }
}

const stopShop = (engine: Engine) => async () => {
  await compose(['down', '--volumes'])
  return await leftBehind(engine)
}

await runCommand(main)
