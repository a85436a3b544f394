import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventually } from '../../src/api.ts'
import { NeedsThisMachine, type PlatformAddress } from '../../src/platform.ts'

type Note = { name: string; state: string; pid?: number; restarts: number; port: number }

type Where = Pick<PlatformAddress, 'home' | 'isElsewhere'>

function notesOf({ home, isElsewhere }: Where): Note[] {
  if (isElsewhere) throw new NeedsThisMachine('it kills, freezes or watches processes')
  return (JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as { processes: Note[] })
    .processes
}

/** The processes of the platform as its runner knows them. */
export function processesOf(platform: Where) {
  const notes = () => notesOf(platform)

  function noteOf(name: string): Note {
    const note = notes().find((one) => one.name === name)
    if (!note) throw new Error(`there is no process ${name}`)
    return note
  }

  return {
    restarts: (name: string) => noteOf(name).restarts,
    /** Ends a process as a power cut would; the runner starts it again. */
    kill(name: string): void {
      const { pid } = noteOf(name)
      if (pid === undefined) throw new Error(`${name} is down already`)
      process.kill(pid, 'SIGKILL')
    },
    /** Freezes a process (SIGSTOP) for as long as something takes. */
    async freeze(name: string, during: () => Promise<unknown>): Promise<void> {
      const { pid } = noteOf(name)
      if (pid === undefined) throw new Error(`${name} is down`)
      process.kill(pid, 'SIGSTOP')
      try {
        await during()
      } finally {
        process.kill(pid, 'SIGCONT')
      }
    },
    /** Whether there was a process to kill: one that is down, or went by itself meanwhile, is not. */
    killIfUp(name: string): boolean {
      const { pid } = noteOf(name)
      try {
        return pid !== undefined && process.kill(pid, 'SIGKILL')
      } catch {
        return false
      }
    },
    /** Waits until every process is ready, and this one has been started again. */
    recovered: (name: string, restartsBefore: number) =>
      eventually(
        `${name} to be up again`,
        async () =>
          notes()
            .filter(({ state }) => state !== 'ready')
            .map((note) => note.name),
        (down) => down.length === 0 && noteOf(name).restarts > restartsBefore,
        120_000,
      ),
    allReady: () =>
      eventually(
        'all to be ready',
        async () =>
          notes()
            .filter(({ state }) => state !== 'ready')
            .map((note) => note.name),
        (down) => down.length === 0,
        120_000,
      ),
  }
}

/**
 * Keeps a process down for as long as something takes: it is killed again as often as the runner starts it. Then waits until all is
 * ready again.
 */
export async function keepDown(
  processes: Pick<ReturnType<typeof processesOf>, 'restarts' | 'killIfUp' | 'recovered'>,
  name: string,
  during: () => Promise<unknown>,
): Promise<void> {
  const before = processes.restarts(name)
  processes.killIfUp(name)
  const timer = setInterval(() => processes.killIfUp(name), 50)
  try {
    await during()
  } finally {
    clearInterval(timer)
    await processes.recovered(name, before)
  }
}

/** What the logs of all processes say that matches. */
export function grepLogs(home: string, names: readonly string[], text: RegExp): string[] {
  return names.flatMap((name) =>
    readFileSync(join(home, 'logs', `${name}.log`), 'utf8')
      .split('\n')
      .filter((line) => text.test(line)),
  )
}
