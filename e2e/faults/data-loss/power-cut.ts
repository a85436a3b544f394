import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type PlatformAddress, startAgain, stopPlatform } from '../../src/platform.ts'
import { processesOf } from '../../src/processes-and-sockets.ts'
import type { Outcome } from '../kit/drill.ts'
import { settings } from '../kit/settings.ts'

const rounds = 2
/** A start that waits for the killed scheduler's lease, 20 s, takes twice as long on a busy machine, more on a quiet one. */
const longestRatio = 1.3
const leewayMs = 1_000

/** Starts after a stop in good order and after a power cut, in turns: the latter must not take longer. */
export async function startAfterPowerCut(address: PlatformAddress): Promise<Outcome> {
  const [clean, cut]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    await stopPlatform(address)
    clean.push(await timed(() => startAgain(address, settings)))
    cutPower(address.home)
    await sleep(1_000)
    cut.push(await timed(() => startAgain(address, settings)))
  }
  const [cleanMs, cutMs] = [Math.min(...clean), Math.min(...cut)]
  const note = `ready after ${cleanMs} ms, after a power cut ${cutMs} ms`
  const isSlow = cutMs > longestRatio * cleanMs + leewayMs
  return { broke: isSlow ? [`slow after a power cut: ${note}`] : [], note }
}

async function timed(run: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await run()
  return Math.round(performance.now() - startedAt)
}

/** Kills all of it at once: first what would stop the others in good order. */
function cutPower(home: string): void {
  const watchdogs = readdirSync('/proc').filter((name) => isWatchdogOf(home, name))
  for (const pid of [...watchdogs.map(Number), ...processesOf(home).values()])
    process.kill(pid, 'SIGKILL')
}

function isWatchdogOf(home: string, pid: string): boolean {
  if (!/^\d+$/.test(pid)) return false
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return words.includes('comptoir-watchdog') && words.includes(join(home, 'pids'))
  } catch {
    // it ended meanwhile
    return false
  }
}
