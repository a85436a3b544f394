import { describe, expect, inject, it } from 'vitest'
import { attackFor, malformedPath, streamAttack, wholeDocument } from '../attacks/attack.ts'

const platform = inject('platform')

/** Seconds only, and on a machine that runs other tests too: what stalled the shop took many seconds. */
describe('a bystander is answered while somebody', () => {
  it.each([
    ['asks for one stream many times at once', () => streamAttack(platform)],
    ['sends malformed paths', async () => malformedPath],
    ['asks for the whole document', async () => wholeDocument],
  ])('%s', async (_, attack) => {
    const { failed, p50, slowest, cpuMsEach, attacker } = await attackFor(
      platform,
      await attack(),
      4,
    )
    expect(failed).toBe(0)
    expect(p50).toBeLessThan(500)
    expect(slowest).toBeLessThan(5_000)
    expect(cpuMsEach).toBeLessThan(10)
    expect(Object.keys(attacker)).not.toContain('503')
  })
})
