import { expect } from 'vitest'
import { NeedsThisMachine } from '../../src/platform.ts'
import { leaveOut } from '../../src/this-machine.ts'
import { addRow } from './table.ts'
import type { TestPlatform } from './test-platform.ts'

/** What does not agree after a drill, and what its row says beside. */
export type Outcome = { readonly broke: string[]; readonly note: string }

/**
 * Runs a drill that answers what does not agree after it: nothing must be left. Its row goes into the table. What needs
 * this machine is left out when the shop runs elsewhere.
 */
export async function drill(
  { address }: TestPlatform,
  name: string,
  run: () => Promise<string[] | Outcome>,
): Promise<void> {
  const startedAt = performance.now()
  const row = (result: 'held' | 'BROKE', note: string) => {
    const seconds = (performance.now() - startedAt) / 1000
    addRow(address.home, { drill: name, result, seconds, note })
  }
  try {
    const answer = await run()
    const { broke, note } = Array.isArray(answer) ? { broke: answer, note: '' } : answer
    row(broke.length === 0 ? 'held' : 'BROKE', broke[0] ?? note)
    expect(broke).toEqual([])
  } catch (error) {
    if (error instanceof NeedsThisMachine) leaveOut(error.message)
    if (!(error instanceof Error && error.name === 'AssertionError')) row('BROKE', String(error))
    throw error
  }
}
