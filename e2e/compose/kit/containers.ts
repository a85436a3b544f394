import { run } from '@comptoir/tools/provision/commands'
import { compose, composeNow, containers, unready } from '@comptoir/tools/test-compose/compose'
import type { Processes } from '../../faults/kit/test-platform.ts'
import { eventually } from '../../src/api.ts'

export const allReady = () =>
  eventually('every container to be well', unready, (bad) => bad.length === 0, 180_000)

/**
 * Containers in place of the runner's processes. Redis is killed and started again; a service is restarted as its
 * operator does it.
 */
export function containersAsProcesses(): Processes {
  const under = new Map<string, Promise<unknown>>()
  const notHere = () => {
    throw new Error('a container cannot be frozen from here')
  }
  return {
    restarts: () => 0,
    kill(name) {
      if (name !== 'redis') {
        under.set(name, compose(['restart', name]))
        return
      }
      composeNow(['kill', name])
      under.set(name, compose(['start', name]))
    },
    killIfUp: notHere,
    freeze: notHere,
    async recovered(name) {
      await under.get(name)
      return await allReady()
    },
    allReady,
  }
}

/** How often the engine has started a container again. */
export async function restarts(name: string): Promise<number> {
  const id = (await containers()).find(({ Service }) => Service === name)?.ID ?? ''
  const { code, output } = await run('docker', ['inspect', '--format', '{{.RestartCount}}', id])
  if (code !== 0) throw new Error(`docker inspect ${name}: ${output}`)
  return Number(output)
}
