import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const checkout = resolve(import.meta.dirname, '../..')

/** What a test does that needs the processes, the ports or the Redis of a shop: one that runs elsewhere is spared it. */
export class NeedsThisMachine extends Error {
  override name = 'NeedsThisMachine'
}

/** A running Comptoir that the journeys use: their own one, or the one that `COMPTOIR_URL` and `COMPTOIR_HOME` name. */
export type PlatformAddress = {
  /** Not on this machine, or not known to be: there is its API, and its provider's. */
  readonly isElsewhere: boolean
  readonly gatewayUrl: string
  readonly simulatorUrl: string
  /** The PayPal simulator; none where only one ledger is known. */
  readonly paypalUrl?: string | undefined
  /** The message simulator, which has all mails; none where it cannot be reached. */
  readonly mailboxUrl?: string | undefined
  readonly staff: { readonly email: string; readonly password: string }
  readonly admin: { readonly email: string; readonly password: string }
  readonly redisUrl: string
  readonly portOffset: number
  readonly appApiToken: string
  /** What opens the payment simulator. */
  readonly stripeSecretKey: string
  /** What its webhooks are signed with. */
  readonly stripeWebhookSecret: string
  /** What each service shows its own sidecar, by app id. */
  readonly sidecarTokens: Readonly<Record<string, string>>
  /** Where the runner keeps what it makes: `run.json`, logs. */
  readonly home: string
}
/** `keepLogs`: what the runner made stays, to be looked at. */
export type Platform = PlatformAddress & { stop(keepLogs?: boolean): Promise<void> }

type RunFile = { gatewayUrl: string; redisUrl: string; portOffset: number }
type SecretsFile = {
  adminPassword: string
  staffPassword: string
  appApiToken: string
  stripeSecretKey: string
  stripeWebhookSecret: string
  sidecarTokens: Record<string, string>
}

/**
 * Starts the whole platform in a home and port range of its own (about `portOffset`), test cases of the simulator on,
 * the demo shop in it only when `isSeeded`.
 * An offset up to 22,000 keeps its ports below those that systems hand out to outgoing connections (32,768 and up).
 */
export async function startPlatform(
  portOffset: number,
  settings: Readonly<Record<string, string>> = {},
  { isSeeded = false } = {},
): Promise<Platform> {
  const { COMPTOIR_URL: url, COMPTOIR_HOME: running } = process.env
  if (url) {
    const address = running ? describePlatform(running) : describeElsewhere(url, process.env)
    return { ...address, stop: async () => {} }
  }
  const home = mkdtempSync(join(tmpdir(), 'comptoir-e2e-'))
  const env = environmentOf(home, settings)
  const flags = isSeeded ? [] : unseeded
  await startWhereFree([portOffset, portOffset + 1000, portOffset - 1000], env, flags)
  return {
    ...describePlatform(home),
    stop: async (keepLogs = false) => {
      await run(['stop'], env)
      if (!keepLogs) rmSync(home, { recursive: true, force: true })
    },
  }
}

/**
 * Stops the platform in good order and starts it again with other settings: same data, same ports. Not one that runs
 * already when the tests begin: it is somebody's.
 */
export async function restartPlatform(
  platform: PlatformAddress,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  await stopPlatform(platform)
  await startAgain(platform, settings)
}

/** Stops the platform in good order; it stays down until `startAgain`. */
export async function stopPlatform({ home }: PlatformAddress): Promise<void> {
  if (process.env['COMPTOIR_URL']) throw new NeedsThisMachine('it stops the shop')
  await run(['stop'], environmentOf(home, {}))
}

/** Runs a command of this repository on the shop of a home: `['backup', '--to', folder]`. Throws what it printed. */
export async function runOn(
  { home }: Pick<PlatformAddress, 'home'>,
  args: readonly string[],
): Promise<void> {
  if (process.env['COMPTOIR_URL']) throw new NeedsThisMachine(`it runs npm run ${args[0]}`)
  await run(args, environmentOf(home, {}))
}

/** Starts a platform again that was stopped, or killed: same data, same ports. */
export async function startAgain(
  { home, portOffset }: Pick<PlatformAddress, 'home' | 'portOffset'>,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  await startWhereFree([portOffset], environmentOf(home, settings))
}

const environmentOf = (home: string, settings: Readonly<Record<string, string>>) => ({
  ...process.env,
  // never the developer's own account at the provider, nor the Commission's register, nor a network of pickup points
  STRIPE_SECRET_KEY: '',
  VIES_URL: '',
  PICKUP_POINTS_URL: '',
  SMTP_URL: '',
  TWILIO_API_URL: '',
  PUSH_SERVICES: '',
  COMPTOIR_HOME: home,
  SIMULATOR_TEST_CASES: 'on',
  PARCEL_PACE_SECONDS: '1',
  CART_ABANDONED_SECONDS: '15',
  CART_WATCH_MS: '5000',
  PAYMENT_DEADLINE_SECONDS: '600',
  ...settings,
})

const unseeded = ['--no-seed']

/** Starts at the first of the offsets whose ports are free: another run of the tests may be under way. */
async function startWhereFree(
  offsets: readonly number[],
  env: NodeJS.ProcessEnv,
  flags: readonly string[] = unseeded,
): Promise<void> {
  const [offset, ...others] = offsets
  try {
    await run(['start', '--detach', ...flags, '--port-offset', String(offset)], env)
  } catch (error) {
    const isTaken = error instanceof Error && /^Port \d+, needed by/m.test(error.message)
    if (!isTaken || others.length === 0) throw error
    await startWhereFree(others, env, flags)
  }
}

/** The shop that runs in a home. */
export function describePlatform(home: string): PlatformAddress {
  const runFile: RunFile = readJson(join(home, 'run.json'))
  const secrets: SecretsFile = readJson(join(home, 'secrets.json'))
  return {
    isElsewhere: false,
    home,
    gatewayUrl: runFile.gatewayUrl,
    redisUrl: runFile.redisUrl,
    portOffset: runFile.portOffset,
    appApiToken: secrets.appApiToken,
    stripeSecretKey: secrets.stripeSecretKey,
    stripeWebhookSecret: secrets.stripeWebhookSecret,
    sidecarTokens: secrets.sidecarTokens,
    simulatorUrl: `http://127.0.0.1:${9100 + runFile.portOffset}`,
    paypalUrl: `http://127.0.0.1:${9102 + runFile.portOffset}`,
    mailboxUrl: `http://127.0.0.1:${9110 + runFile.portOffset}`,
    staff: { email: 'staff@comptoir.example', password: secrets.staffPassword },
    admin: { email: 'admin@comptoir.example', password: secrets.adminPassword },
  }
}

const neededElsewhere = [
  ...['COMPTOIR_LEDGER_URL', 'STAFF_PASSWORD', 'ADMIN_PASSWORD', 'STRIPE_SECRET_KEY'],
] as const

const withoutSlash = (url: string) => url.replace(/\/+$/, '')

/**
 * A shop that runs somewhere else, a cluster for example: `COMPTOIR_URL` and what its operator knows. Tests that look
 * into Redis or at processes are left out.
 */
function describeElsewhere(url: string, env: NodeJS.ProcessEnv): PlatformAddress {
  const missing = neededElsewhere.filter((name) => !env[name])
  if (missing.length > 0)
    throw new Error(`A shop elsewhere needs ${missing.join(', ')} in the environment`)
  const needed = (name: (typeof neededElsewhere)[number]) => env[name] ?? ''
  const [simulatorUrl = '', paypalUrl] = needed('COMPTOIR_LEDGER_URL').split(',').map(withoutSlash)
  return {
    isElsewhere: true,
    home: mkdtempSync(join(tmpdir(), 'comptoir-e2e-')),
    gatewayUrl: url.replace(/\/+$/, ''),
    simulatorUrl,
    paypalUrl,
    staff: {
      email: env['STAFF_EMAIL'] ?? 'staff@comptoir.example',
      password: needed('STAFF_PASSWORD'),
    },
    admin: {
      email: env['ADMIN_EMAIL'] ?? 'admin@comptoir.example',
      password: needed('ADMIN_PASSWORD'),
    },
    stripeSecretKey: needed('STRIPE_SECRET_KEY'),
    stripeWebhookSecret: env['STRIPE_WEBHOOK_SECRET'] ?? '',
    redisUrl: env['COMPTOIR_REDIS_URL'] ?? '',
    ...{ portOffset: 0, appApiToken: '', sidecarTokens: {} },
  }
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((done, failed) => {
    const argv = [join(checkout, 'tools', 'bootstrap.mjs'), ...args]
    const child = spawn(process.execPath, argv, {
      cwd: checkout,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', failed)
    child.on('exit', (code) => {
      if (code === 0) done()
      else failed(new Error(`comptoir ${args.join(' ')} ended with ${code}:\n${said}`))
    })
  })
}
