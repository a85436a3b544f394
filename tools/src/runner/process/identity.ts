import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/**
 * Tells one process from a later one with the same id: when it started. Undefined when it does not run
 * (a zombie, dead but not yet collected, does not run).
 */
export function identityOf(pid: number): string | undefined {
  if (!existsSync('/proc/self/stat')) return startTimeFromPs(pid)
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function startTimeFromPs(pid: number): string | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout?.trim() || undefined
}

/** Whether the process that was noted still runs. */
export function stillRuns(noted: { pid: number; identity?: string }): boolean {
  const identity = identityOf(noted.pid)
  return identity !== undefined && identity === noted.identity
}

/** Signals a process and all it started (each child of the runner leads its own group). */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // It ended meanwhile.
  }
}
