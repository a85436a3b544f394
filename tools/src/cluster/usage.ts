import { z } from 'zod'
import { type Cluster, kubectl } from './programs.ts'

const Container = z.object({
  name: z.string(),
  cpu: z.object({ usageCoreNanoSeconds: z.number().default(0) }).optional(),
  memory: z.object({ workingSetBytes: z.number().default(0) }).optional(),
})
const Summary = z.object({
  pods: z.array(
    z.object({
      podRef: z.object({ name: z.string(), namespace: z.string() }),
      containers: z.array(Container).default([]),
    }),
  ),
})
const Nodes = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) })

/** Working set in MiB, and CPU time in milliseconds since the start. */
export type Usage = { readonly memory: number; readonly cpu: number }
/** What a program of a cluster uses, over all its pods: its own containers, and its sidecars. */
export type ProgramUsage = {
  readonly program: string
  readonly app: Usage
  readonly sidecar: Usage
}

const nothing: Usage = { memory: 0, cpu: 0 }
const sum = (one: Usage, other: Usage) => ({
  memory: one.memory + other.memory,
  cpu: one.cpu + other.cpu,
})

/** What the kubelets say that each program of a namespace uses. Kubelets measure every ten seconds or so. */
export async function readUsage(cluster: Cluster): Promise<ProgramUsage[]> {
  const nodes = Nodes.parse(JSON.parse(await kubectl(cluster, ['get', 'nodes', '-o', 'json'])))
  const byProgram = new Map<string, ProgramUsage>()
  for (const { metadata } of nodes.items) {
    const path = `/api/v1/nodes/${metadata.name}/proxy/stats/summary`
    const summary = Summary.parse(JSON.parse(await kubectl(cluster, ['get', '--raw', path])))
    for (const { podRef, containers } of summary.pods) {
      if (podRef.namespace !== cluster.namespace) continue
      for (const container of containers) add(byProgram, podRef.name, container)
    }
  }
  return [...byProgram.values()].toSorted((one, other) => (one.program < other.program ? -1 : 1))
}

function add(
  all: Map<string, ProgramUsage>,
  pod: string,
  { name, cpu, memory }: z.infer<typeof Container>,
): void {
  const program = pod.replace(/-[a-z0-9]+-[a-z0-9]{5}$|-\d+$/, '')
  const { app, sidecar } = all.get(program) ?? { app: nothing, sidecar: nothing }
  const now = {
    memory: Math.round((memory?.workingSetBytes ?? 0) / 1_048_576),
    cpu: Math.round((cpu?.usageCoreNanoSeconds ?? 0) / 1_000_000),
  }
  const isSidecar = name === 'daprd'
  all.set(program, {
    program,
    app: isSidecar ? app : sum(app, now),
    sidecar: isSidecar ? sum(sidecar, now) : sidecar,
  })
}

/** What all programs use together. */
export function totalUsage(rows: readonly ProgramUsage[]): Usage {
  return rows.map(({ app, sidecar }) => sum(app, sidecar)).reduce(sum, nothing)
}

/** The memory of a namespace as lines of text, with the sum. */
export function memoryText(rows: readonly ProgramUsage[]): string {
  const lines = rows.map(
    ({ program, app, sidecar }) =>
      `  ${program.padEnd(20)} ${String(app.memory).padStart(5)} MiB, sidecar ${String(sidecar.memory).padStart(4)} MiB`,
  )
  return [
    ...lines,
    `  ${'all'.padEnd(20)} ${String(totalUsage(rows).memory).padStart(5)} MiB`,
  ].join('\n')
}
