import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { HeapReport } from '@comptoir/contracts/platform/faults'

/**
 * Weighs what this process holds after a full collection, which halts it for some ten milliseconds: for soaks only.
 * @example const { heapUsedBytes } = createHeapMeter()()
 */
export function createHeapMeter(): () => HeapReport {
  let collect: (() => void) | undefined
  return () => {
    collect ??= findCollector()
    collect()
    const { heapUsed, external, rss } = process.memoryUsage()
    return {
      pid: process.pid,
      heapUsedBytes: heapUsed,
      externalBytes: external,
      residentBytes: rss,
      uptimeSeconds: process.uptime(),
    }
  }
}

/** A context that is made after the flag was set has `gc`; the others stay without. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
