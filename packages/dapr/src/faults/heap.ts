import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { HeapReport } from '@comptoir/contracts/platform/faults'

/**
 * Measures the heap after a full collection, which stops the process for some ten milliseconds: for soak tests only.
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

/** Only a context made after the flag was set has `gc`. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
