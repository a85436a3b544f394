import { addUp, type Counts, printTotal, report } from './check-runner.ts'

type Step = { readonly name: string; readonly seconds: number; readonly counts: Counts }

/** Steps of a long test: each is timed, what it throws or answers is its faults, and a table shows all of them. */
export function createSteps() {
  const steps: Step[] = []
  return {
    /** Runs a step, which answers faults, or the counts of tests; says whether all went well. */
    async run(name: string, work: () => Promise<readonly string[] | Counts>): Promise<boolean> {
      console.log(`\n${name}`)
      const startedAt = performance.now()
      const answer = await work().catch((error: unknown) => [textOf(error)])
      const counts = isCounts(answer) ? answer : report(name, answer)
      steps.push({ name, counts, seconds: (performance.now() - startedAt) / 1000 })
      return counts.failed === 0
    },
    /** Prints the table and `N passed, N failed`; answers the exit code. */
    finish(): number {
      console.log('')
      for (const { name, seconds, counts } of steps) {
        const result = `${counts.passed} passed, ${counts.failed} failed`
        console.log(`${name.padEnd(48)} ${seconds.toFixed(0).padStart(5)} s   ${result}`)
      }
      return printTotal(addUp(steps.map(({ counts }) => counts)))
    },
  }
}

const isCounts = (answer: readonly string[] | Counts): answer is Counts => 'passed' in answer

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
