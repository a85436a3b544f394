import { takeWalk, type Walked, type WalkPlan } from './walk.ts'

const mostTries = 60

/** The same walk with as few steps as still go wrong; chance falls otherwise without them, so some are never found. */
export async function shrink(plan: WalkPlan): Promise<{ plan: WalkPlan; walked: Walked }> {
  let best = plan
  let walked = await takeWalk(plan)
  let tries = 0
  for (let size = Math.ceil(plan.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < best.steps.length && tries < mostTries; ) {
      const steps = best.steps.toSpliced(from, size)
      const shorter = { ...best, steps }
      tries += 1
      const again = await takeWalk(shorter)
      if (again.wrong.length > 0) {
        best = shorter
        walked = again
      } else from += size
    }
  }
  return { plan: best, walked }
}

/** What is printed of a walk that went wrong: enough to take it again. */
export function reportOf({ seed, steps }: WalkPlan, { wrong, protocol }: Walked): string {
  return [
    `walk ${seed} [${steps.join()}] went wrong:`,
    ...wrong.map((line) => `  ${line}`),
    `npm run test:walks -- --seed ${seed}`,
    ...protocol.map((line) => `    ${line}`),
  ].join('\n')
}
