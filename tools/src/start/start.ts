import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { type AppId, isSite } from '@comptoir/contracts/topology'
import { requireWholeShop } from '../moving/unfinished-import.ts'
import type { Choice } from '../runner/plan/choice.ts'
import { settleChoice } from '../runner/plan/kept-choice.ts'
import { checkout, type Layout, layoutOf } from '../runner/plan/layout.ts'
import { hasBackOffice } from '../runner/plan/plan.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { startDetached } from '../runner/process/detached.ts'
import { removeRun, runningNow, writeRun } from '../runner/process/run-file.ts'
import { newRun, prepareSession, refreshRows, type Session } from '../runner/process/session.ts'
import { clearLeftovers, notePids, startWatchdog } from '../runner/process/watchdog.ts'
import { readStartOptions, type StartOptions } from '../runner/screen/arguments.ts'
import { createScreen, type Screen } from '../runner/screen/screen.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { logins, seedOnce } from './demo-shop.ts'

/** What the demo shop is loaded through. */
const seedNeeds = ['gateway', 'accounts', 'catalog', 'inventory'] as const

const startedAt = performance.now()

type Start = {
  readonly layout: Layout
  readonly options: StartOptions
  readonly choice: Choice
  readonly screen: Screen
  readonly stop: AbortSignal
}

async function main(): Promise<number | undefined> {
  const options = readStartOptions(process.argv.slice(2))
  const layout = layoutOf(checkout)
  refuseSecondStart(layout)
  requireWholeShop(layout)
  const choice = settleChoice(layout, options.asked)
  mkdirSync(layout.data, { recursive: true, mode: 0o700 })
  if (options.detach) return startDetached(layout, process.argv.slice(2))
  const screen = createScreen()
  const start = { layout, options, choice, screen, stop: stopRequest() }
  try {
    const session = await prepare(start)
    return session ? await runUntilStopped(start, session) : 0
  } finally {
    screen.settle()
    removeRun(layout.runFile)
  }
}

/** Undefined when the stop came first: what was being built is abandoned then. */
async function prepare(start: Start): Promise<Session | undefined> {
  const { layout, options, choice, screen, stop } = start
  const run = newRun(options, choice)
  writeRun(layout.runFile, run)
  const left = await clearLeftovers(layout.pidFile)
  if (left.length > 0) screen.say(`Stopped what an earlier start left running: ${left.join(', ')}`)
  try {
    return await prepareSession({ ...start, run })
  } catch (error) {
    if (stop.aborted) return undefined
    throw error
  }
}

async function runUntilStopped(start: Start, session: Session): Promise<number> {
  const { layout, screen, stop } = start
  const stopped = stop.aborted ? Promise.resolve() : once(stop, 'abort')
  const watchdog = startWatchdog(layout.pidFile)
  try {
    const outcome = await Promise.race([startPlatform(start, session), stopped])
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

async function startPlatform(start: Start, session: Session): Promise<'ready'> {
  const { options, screen } = start
  const refresh = setInterval(() => refreshRows(session, screen), 500)
  try {
    await session.platform.start()
    refreshRows(session, screen)
    if (options.seed && seedNeeds.every((appId) => session.services.includes(appId))) {
      await seedOnce(start, session)
    }
  } finally {
    clearInterval(refresh)
  }
  session.run.ready = true
  session.save()
  screen.settle()
  screen.say(welcome(start, session.services))
  return 'ready'
}

/** Where everything is, who can log in, what to do next. */
function welcome({ layout, options }: Start, services: readonly AppId[]): string {
  const ports = portsAt(options.portOffset)
  const gateway = `http://localhost:${ports.service('gateway')}`
  const direct = services.filter((appId) => appId !== 'gateway' && !isSite(appId))
  const urls = [`  API      ${gateway}`, `  docs     ${gateway}/docs`]
  const shop = `  shop     http://localhost:${ports.service('storefront')}`
  const office = `  office   http://localhost:${ports.backOffice}`
  const mailbox = `  mailbox  http://localhost:${ports.messages.page}`
  const lines = [
    '',
    `Comptoir is ready, ${((performance.now() - startedAt) / 1000).toFixed(1)} s after the start.`,
    '',
    ...(services.includes('storefront') ? [shop] : []),
    ...(hasBackOffice(services) ? [office] : []),
    ...(services.includes('gateway') ? urls : []),
    ...(services.includes('notifications') ? [mailbox] : []),
    `  services ${direct.map((appId) => `${appId} :${ports.service(appId)}`).join('  ')}`,
    ...(services.includes('accounts') ? logins(layout) : []),
    '',
    '  npm run demo · npm run status · npm run logs -- orders · Ctrl-C or npm stop ends it',
  ]
  return lines.join('\n')
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
