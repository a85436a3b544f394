import { createServer } from 'node:net'
import type { ProcessSpec } from '../process/supervise.ts'
import { UserError } from '../screen/user-error.ts'
import { portOwner } from './port-owner.ts'
import type { Ports } from './ports.ts'

export type NeededPort = { port: number; by: string }

/** Every port that the processes will listen on. */
export function neededPorts(specs: readonly ProcessSpec[], ports: Ports): NeededPort[] {
  const own = specs.map(({ port, name }) => ({ port, by: name }))
  const sidecars = specs
    .filter(({ group }) => group === 'sidecar')
    .flatMap(({ port, name }) => [port + 1, port + 2].map((extra) => ({ port: extra, by: name })))
  const { placement, scheduler } = ports
  const control = [
    ...[placement.health, placement.raft].map((port) => ({ port, by: 'placement' })),
    ...[scheduler.health, scheduler.client, scheduler.peer].map((port) => ({
      port,
      by: 'scheduler',
    })),
  ]
  return [...own, ...sidecars, ...control]
}

/** Refuses to start while a port is taken: says which, by whom, and an offset whose ports are free. */
export async function requireFreePorts(needed: readonly NeededPort[], offset: number) {
  const taken = await firstTaken(needed)
  if (taken === undefined) return
  const owner = portOwner(taken.port)
  const free = await freeOffset(needed, offset)
  const advice =
    free === undefined ? '' : `, or use other ports: npm start -- --port-offset ${free}`
  throw new UserError(
    `Port ${taken.port}, needed by ${taken.by}, is taken${owner ? ` by ${owner}` : ''}. Stop that program${advice}`,
  )
}

async function firstTaken(needed: readonly NeededPort[]): Promise<NeededPort | undefined> {
  const free = await Promise.all(needed.map(({ port }) => isFree(port)))
  return needed.find((_, index) => !free[index])
}

async function freeOffset(needed: readonly NeededPort[], offset: number) {
  for (const candidate of [1000, 2000, 3000, 5000, 10_000]) {
    const moved = needed.map(({ port, by }) => ({ port: port - offset + candidate, by }))

    if (candidate !== offset && !(await firstTaken(moved))) return candidate
  }
  return undefined
}

/** Whether nobody listens on a port of this machine. */
export function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)))
  })
}
