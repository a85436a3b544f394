import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { readText, replaceFile } from '../files.ts'
import { signalGroup, stillRuns } from './identity.ts'
import type { ProcessNote } from './run-file.ts'

// Its input ends when the runner ends, even by SIGKILL. Whoever is still noted then is stopped, brokers and stores last.
const script = `
cat > /dev/null
others= parts=
while read -r pid identity group name; do
  if [ "$group" = part ]; then parts="$parts $pid"; else others="$others $pid"; fi
done < "$1"
[ -n "$others$parts" ] || exit 0
for pid in $others; do kill -s TERM -- "-$pid"; done
sleep 5
for pid in $others; do kill -s KILL -- "-$pid"; done
for pid in $parts; do kill -s TERM -- "-$pid"; done
`

/** Starts the small process that stops what the runner started, should the runner be killed. */
export function startWatchdog(pidFile: string): ChildProcess {
  writeFileSync(pidFile, '')
  const watchdog = spawn('/bin/sh', ['-c', script, 'comptoir-watchdog', pidFile], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchdog.unref()
  return watchdog
}

/** Notes who runs: one line each, `pid identity group name`. */
export function notePids(pidFile: string, notes: readonly ProcessNote[]): void {
  const lines = notes.map(({ pid, identity, group, name }) =>
    pid === undefined ? '' : `${pid} ${identity} ${group.replace(' ', '-')} ${name}\n`,
  )
  // In one step: the watchdog may have to read it at any moment.
  replaceFile(pidFile, lines.join(''))
}

/** Stops what an earlier, killed runner left behind; answers the names of what it stopped. */
export async function clearLeftovers(pidFile: string): Promise<string[]> {
  const left = readPids(pidFile).filter(stillRuns)
  for (const { pid } of left) signalGroup(pid, 'SIGTERM')
  const deadline = performance.now() + 6000
  while (left.some(stillRuns) && performance.now() < deadline) await sleep(100)
  for (const one of left.filter(stillRuns)) signalGroup(one.pid, 'SIGKILL')
  rmSync(pidFile, { force: true })
  return left.map(({ name }) => name)
}

function readPids(pidFile: string) {
  const lines = (readText(pidFile) ?? '').split('\n').filter(Boolean)
  return lines.map((line) => {
    const [pid = '', identity = '', , name = ''] = line.split(' ')
    return { pid: Number(pid), identity, name }
  })
}
