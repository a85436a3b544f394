import { inject, TestRunner } from 'vitest'

/** Whether the shop under test runs elsewhere: its processes, its own ports and its Redis are out of reach. */
export const { isElsewhere } = inject('platform')

/** Leaves out the running test, and says why. */
export function leaveOut(why: string): never {
  const test = TestRunner.getCurrentTest()
  if (!test) throw new Error(why)
  console.log(`Left out, ${why}: ${test.name}`)
  return test.context.skip(why)
}

/** For tests that begin with `it.skipIf` or `describe.skipIf`: says once what of a file is left out, and why. */
export function isLeftOut(what: string, why: string): boolean {
  if (isElsewhere) console.log(`Left out, ${why}: ${what}`)
  return isElsewhere
}
