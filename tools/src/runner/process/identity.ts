import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readText } from '../files.ts'

/**
 * Tells one process from a later one with the same id: when it started. Undefined when it does not run
 * (a zombie, dead but not yet collected, does not run).
 */
export function identityOf(pid: number): string | undefined {
  if (!existsSync('/proc/self/stat')) return startTimeFromPs(pid)
  const fields = statOf(pid)
  return fields[0] === 'Z' ? undefined : fields[19]
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

/** What the system says of a process after its name: state, parent, … (proc_pid_stat(5)); empty when it is gone. */
export function statOf(pid: number): string[] {
  const stat = readText(`/proc/${pid}/stat`) ?? ''
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}
