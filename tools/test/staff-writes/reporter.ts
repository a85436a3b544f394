import type { TestModule, Vitest } from 'vitest/node'
import { exceptions, staffOperations } from './contract-operations.ts'
import { staffWriteFaults } from './staff-writes.ts'

/**
 * After a run of all unit tests: holds what staff did in them against the contracts, and fails the run where an operation of staff
 * goes unrecorded. Vitest makes it with `new`.
 */
export default function StaffWriteReporter() {
  let vitest: Vitest | undefined
  return {
    onInit(started: Vitest) {
      vitest = started
    },
    onTestRunEnd(modules: readonly TestModule[]) {
      const unit = modules.filter(({ project }) => project.name === 'unit')
      if (unit.length === 0 || isPart(vitest)) return
      const writes = unit.flatMap((module) => module.meta().staffWrites ?? [])
      const faults = staffWriteFaults(staffOperations, exceptions, writes)
      for (const fault of faults) console.error(`staff writes: ${fault}`)
      if (faults.length > 0) process.exitCode = 1
      else console.log(`staff writes: ${staffOperations.length} operations are recorded`)
    },
  }
}

/** Whether only some tests were asked for. */
function isPart(vitest: Vitest | undefined): boolean {
  if (!vitest) return true
  const { testNamePattern, shard, changed } = vitest.config as {
    testNamePattern?: RegExp
    shard?: unknown
    changed?: unknown
  }
  const files = (vitest as { filenamePattern?: readonly string[] }).filenamePattern ?? []
  return files.length > 0 || [testNamePattern, shard, changed].some(Boolean)
}
