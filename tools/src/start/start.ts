import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout, type Layout, layoutOf } from '../runner/plan/layout.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { demoPeople, readSecrets } from '../runner/plan/secrets.ts'
import { startDetached } from '../runner/process/detached.ts'
import { removeRun, runningNow, writeRun } from '../runner/process/run-file.ts'
import { newRun, prepareSession, refreshRows, type Session } from '../runner/process/session.ts'
import { clearLeftovers, notePids, startWatchdog } from '../runner/process/watchdog.ts'
import { readStartOptions, type StartOptions } from '../runner/screen/arguments.ts'
import { createScreen, type Screen } from '../runner/screen/screen.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { welcome } from '../runner/screen/welcome.ts'

/** What the demo shop is loaded through. */
const seedNeeds = ['gateway', 'accounts', 'catalog', 'inventory'] as const

const startedAt = performance.now()

async function main(): Promise<number | undefined> {
  const options = readStartOptions(process.argv.slice(2))
  const layout = layoutOf(checkout)
  refuseSecondStart(layout)
  mkdirSync(layout.data, { recursive: true, mode: 0o700 })
  if (options.detach) return startDetached(layout, process.argv.slice(2))
  const screen = createScreen()
  const stop = stopRequest()
  try {
    const session = await prepare(layout, options, screen, stop)
    return session ? await runUntilStopped(layout, options, session, screen, stop) : 0
  } finally {
    screen.settle()
    removeRun(layout.runFile)
  }
}

/** Undefined when the stop came first: what was being built is abandoned then. */
async function prepare(
  layout: Layout,
  options: StartOptions,
  screen: Screen,
  stop: AbortSignal,
): Promise<Session | undefined> {
  const run = newRun(options)
  writeRun(layout.runFile, run)
  const left = await clearLeftovers(layout.pidFile)
  if (left.length > 0) screen.say(`Stopped what an earlier start left running: ${left.join(', ')}`)
  try {
    return await prepareSession({ layout, options, screen, run, stop })
  } catch (error) {
    if (stop.aborted) return undefined
    throw error
  }
}

async function runUntilStopped(
  layout: Layout,
  options: StartOptions,
  session: Session,
  screen: Screen,
  stop: AbortSignal,
): Promise<number> {
  const stopped = new Promise<void>((resolve) => {
    if (stop.aborted) resolve()
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
  const watchdog = startWatchdog(layout.pidFile)
  try {
    const outcome = await Promise.race([startPlatform(layout, options, session, screen), stopped])
    if (outcome === 'ready') await stopped
    return 0
  } finally {
    screen.settle()
    screen.say('Stopping …')
    await session.platform.stop()
    notePids(layout.pidFile, [])
    watchdog.stdin?.end()
    screen.say('Stopped.')
  }
}

async function startPlatform(
  layout: Layout,
  options: StartOptions,
  session: Session,
  screen: Screen,
): Promise<'ready'> {
  const refresh = setInterval(() => refreshRows(session, screen), 500)
  try {
    await session.platform.start()
    refreshRows(session, screen)
    if (options.seed && seedNeeds.every((appId) => session.services.includes(appId))) {
      await seedOnce(layout, session.run.gatewayUrl, screen)
    }
  } finally {
    clearInterval(refresh)
  }
  session.run.ready = true
  session.save()
  screen.settle()
  const seconds = (performance.now() - startedAt) / 1000
  const secrets = readSecrets(layout.secretsFile)
  const ports = portsAt(options.portOffset)
  screen.say(welcome({ ports, secrets, services: session.services, seconds }))
  return 'ready'
}

/** The demo shop is loaded once; a start whose seeding fails runs all the same, and the next one tries again. */
async function seedOnce(layout: Layout, gatewayUrl: string, screen: Screen): Promise<void> {
  const marker = join(layout.data, 'seeded')
  if (existsSync(marker)) return
  const name = 'demo shop'
  const progress = (text: string) => screen.show([{ name, mark: 'busy', text }])
  progress('loading')
  const { adminPassword } = readSecrets(layout.secretsFile)
  const admin = { email: demoPeople.admin, password: adminPassword }
  try {
    const { seedDemoShop } = await import('../seed/seed.ts')
    await seedDemoShop({ gatewayUrl, admin, progress })
    writeFileSync(marker, new Date().toISOString())
    screen.show([{ name, mark: 'done', text: 'loaded' }])
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    screen.show([{ name, mark: 'bad', text: `not loaded: ${reason}` }])
  }
}

function refuseSecondStart(layout: Layout): void {
  const run = runningNow(layout.runFile)
  if (!run) return
  throw new UserError(
    `Comptoir already runs here: ${run.gatewayUrl} (pid ${run.pid}). \`npm stop\` ends it, \`npm run status\` shows it.`,
  )
}

/** Aborts at the first Ctrl-C or SIGTERM; a second one ends at once and leaves the rest to the watchdog. */
function stopRequest(): AbortSignal {
  const stop = new AbortController()
  const ask = () => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
  return stop.signal
}

await runCommand(main)
