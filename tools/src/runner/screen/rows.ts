import type { Supervised } from '../process/supervise.ts'
import type { Mark, Row } from './screen.ts'

/** One row for each part of the platform; a service and its sidecar share theirs. */
export function rowsOf(processes: readonly Supervised[]): Row[] {
  const sidecars = new Map(
    processes.filter(isSidecar).map((one) => [one.spec.name.replace(/-sidecar$/, ''), one]),
  )
  return processes
    .filter((one) => !isSidecar(one))
    .map((one) => rowOf(one, sidecars.get(one.spec.name)))
}

const isSidecar = ({ spec }: Supervised) => spec.group === 'sidecar'

function rowOf(process: Supervised, sidecar: Supervised | undefined): Row {
  const both = sidecar ? [process, sidecar] : [process]
  const text = sidecar
    ? `${statusText(process)} · sidecar ${statusText(sidecar)}`
    : statusText(process)
  const address = `:${process.spec.port}`.padEnd(7)
  return { name: process.spec.name, mark: worstMark(both), text: `${address} ${text}` }
}

/** In words: what state a process is in and why. */
export function statusText({ note, lacking }: Supervised): string {
  if (note.state === 'ready') return `ready in ${((note.readyAfterMs ?? 0) / 1000).toFixed(1)} s`
  if (note.state === 'starting') return lacking ?? 'starting'
  return note.state === 'restarting' ? `died, starting again (${note.restarts})` : note.state
}

function worstMark(processes: readonly Supervised[]): Mark {
  const states = processes.map(({ note }) => note.state)
  if (states.includes('restarting')) return 'bad'
  if (states.every((state) => state === 'ready')) return 'done'
  return states.every((state) => state === 'waiting') ? 'waiting' : 'busy'
}
