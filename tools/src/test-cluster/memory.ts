import { z } from 'zod'
import { type Cluster, kubectl } from '../cluster/programs.ts'

const Summary = z.object({
  pods: z.array(
    z.object({
      podRef: z.object({ name: z.string(), namespace: z.string() }),
      containers: z
        .array(
          z.object({
            name: z.string(),
            memory: z.object({ workingSetBytes: z.number().default(0) }).optional(),
          }),
        )
        .default([]),
    }),
  ),
})
const Nodes = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) })

/** The working set of a program in a cluster: of its own container and of its sidecar, in MiB, over all its pods. */
export type Memory = { readonly program: string; readonly app: number; readonly sidecar: number }

/** What the kubelets say that each program of a namespace holds. */
export async function readMemory(cluster: Cluster): Promise<Memory[]> {
  const nodes = Nodes.parse(JSON.parse(await kubectl(cluster, ['get', 'nodes', '-o', 'json'])))
  const byProgram = new Map<string, Memory>()
  for (const { metadata } of nodes.items) {
    const path = `/api/v1/nodes/${metadata.name}/proxy/stats/summary`
    const summary = Summary.parse(JSON.parse(await kubectl(cluster, ['get', '--raw', path])))
    for (const { podRef, containers } of summary.pods) {
      if (podRef.namespace !== cluster.namespace) continue
      for (const { name, memory } of containers) {
        add(byProgram, podRef.name, name, memory?.workingSetBytes ?? 0)
      }
    }
  }
  return [...byProgram.values()].toSorted((one, other) => (one.program < other.program ? -1 : 1))
}

function add(all: Map<string, Memory>, pod: string, container: string, bytes: number): void {
  const program = pod.replace(/-[a-z0-9]+-[a-z0-9]{5}$|-\d+$/, '')
  const mebibytes = Math.round(bytes / 1_048_576)
  const { app = 0, sidecar = 0 } = all.get(program) ?? {}
  const isSidecar = container === 'daprd'
  all.set(program, {
    program,
    app: app + (isSidecar ? 0 : mebibytes),
    sidecar: sidecar + (isSidecar ? mebibytes : 0),
  })
}

/** The memory of a namespace as lines of text, with the sum. */
export function memoryText(rows: readonly Memory[]): string {
  const lines = rows.map(
    ({ program, app, sidecar }) =>
      `  ${program.padEnd(20)} ${String(app).padStart(5)} MiB, sidecar ${String(sidecar).padStart(4)} MiB`,
  )
  const sum = rows.reduce((total, { app, sidecar }) => total + app + sidecar, 0)
  return [...lines, `  ${'all'.padEnd(20)} ${String(sum).padStart(5)} MiB`].join('\n')
}
