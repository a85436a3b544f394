import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { missingPage } from '../runner/process/health.ts'
import { memoryOf, readParents } from '../runner/process/memory.ts'
import { type ProcessNote, type Run, runningNow } from '../runner/process/run-file.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { table } from '../runner/screen/table.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'

const headings = ['process', 'state', 'pid', 'port', 'restarts', 'memory']

const command = {
  run: 'npm run status --',
  summary: 'Shows each process of the shop that runs here: its state, port, restarts and memory.',
  options: {},
  examples: ['npm run status'],
  exitCodes: { 1: 'no shop runs here' },
} as const

async function main(): Promise<undefined> {
  readCommandLine(command)
  const run = runningNow(layoutOf(checkout).runFile)
  if (!run) throw new UserError('Comptoir does not run here. Start it with `npm start`.')
  const states = new Map(
    await Promise.all(
      run.processes.map(async (note) => [note.name, await stateNow(note)] as const),
    ),
  )
  process.stdout.write(`${describe(run)}\n\n${processTable(run, states)}\n`)
}

/** What the runner last noted, corrected by what the process itself says now. */
async function stateNow({ group, state, port }: ProcessNote): Promise<string> {
  const page = healthPages[group]
  if (state !== 'ready' || page === undefined) return state
  return (await missingPage(`http://127.0.0.1:${port}${page}`)) ?? 'ready'
}

const healthPages: Partial<Record<ProcessNote['group'], string>> = {
  service: '/readyz',
  sidecar: '/v1.0/healthz',
  simulator: '/healthz',
}

function describe(run: Run): string {
  const since = new Date(run.startedAt).toLocaleString('en-GB')
  const state = run.ready ? 'ready' : 'starting'
  return `Comptoir is ${state}: ${run.gatewayUrl}, broker ${run.broker}, store ${run.store}, Dapr ${run.daprVersion}, since ${since} (pid ${run.pid})`
}

/** One line for each process and the sum of their memory (PSS: shared pages counted once). */
function processTable(run: Run, states: ReadonlyMap<string, string>): string {
  const parents = readParents()
  const notes: ProcessNote[] = [
    { name: 'runner', group: 'control plane', state: 'ready', pid: run.pid, restarts: 0 },
    ...run.processes,
  ]
  const measured = notes.map((note) => ({ note, bytes: memoryOfNote(note, run, parents) }))
  const total = measured.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)
  const rows = measured.map(({ note, bytes }) =>
    rowOf(note, states.get(note.name) ?? note.state, bytes),
  )
  return table(headings, [...rows, ['total', '', '', '', '', megabytes(total)]])
}

function memoryOfNote({ name, pid }: ProcessNote, run: Run, parents: Map<number, number>) {
  if (pid === undefined) return undefined
  const alone = new Map<number, number>()
  return memoryOf(pid, name === 'runner' && pid === run.pid ? alone : parents)
}

function rowOf(note: ProcessNote, state: string, bytes: number | undefined): string[] {
  const { name, pid = '', port = '', restarts } = note
  return [name, state, String(pid), String(port), String(restarts), megabytes(bytes)]
}

const megabytes = (bytes: number | undefined) =>
  bytes ? `${(bytes / 1024 / 1024).toFixed(0)} MB` : '-'

await runCommand(main)
