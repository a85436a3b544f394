import { readCommandLine, usageError } from '../../src/runner/screen/command-line.ts'
import { runCommand } from '../../src/runner/screen/user-error.ts'
import { tryPlantedFaults } from './planted/try-planted.ts'
import { reportOf, shrink } from './shrink.ts'
import { planOf, takeWalk, type Walked, type WalkPlan } from './walk.ts'

const command = {
  run: 'npm run test:walks --',
  summary: 'Takes random walks over all that can happen to orders, in memory, and reads the books.',
  options: {
    count: { type: 'string', value: 'N', default: '2000', help: 'how many; default: 2000' },
    from: { type: 'string', value: 'SEED', default: '1', help: 'the first seed; default: 1' },
    seed: { type: 'string', value: 'SEED', help: 'one walk only, with all that happens in it' },
    planted: { type: 'boolean', default: false, help: 'plants faults: each must be noticed' },
    'no-shrink': { type: 'boolean', default: false, help: 'reports a walk as it was taken' },
    'keep-going': { type: 'boolean', default: false, help: 'goes on after a walk went wrong' },
  },
  examples: ['npm run test:walks', 'npm run test:walks -- --seed 7'],
  exitCodes: { 1: 'a walk went wrong' },
} as const

async function main(): Promise<number> {
  const { values } = readCommandLine(command)
  const [count, from] = [Number(values.count), Number(values.from)]
  if (!(count > 0 && from > 0)) throw usageError(command, '--count and --from take numbers')
  if (values.seed !== undefined) return await showOne(Number(values.seed))
  if (values.planted) return tryPlantedFaults(count, say) > 0 ? 1 : 0
  return await takeMany(count, from, values)
}

type Manner = { readonly 'keep-going': boolean; readonly 'no-shrink': boolean }

async function takeMany(count: number, from: number, manner: Manner): Promise<number> {
  let [wrong, exchanging] = [0, 0]
  for (let seed = from; seed < from + count; seed++) {
    const plan = planOf(seed)
    const walked = await takeWalk(plan)
    if (walked.paidExchanges > 0) exchanging += 1
    showProgress(seed - from + 1, count, wrong)
    if (walked.wrong.length === 0) continue
    wrong += 1
    await report(plan, walked, manner)
    if (!manner['keep-going']) return 1
  }
  const { user, system } = process.cpuUsage()
  const cpuMs = Math.round((user + system) / 1_000 / count)
  const exchanged = `${exchanging} paid for dearer goods`
  say(
    `${count} walks from seed ${from}, ${cpuMs} ms of CPU each: ${wrong} went wrong, ${exchanged}`,
  )
  return wrong > 0 ? 1 : 0
}

function showProgress(taken: number, count: number, wrong: number): void {
  if (taken % 250 === 0 && taken < count) say(`${taken} of ${count} walks, ${wrong} went wrong`)
}

/** A line where more walks follow; else the walk as it was taken, or with as few steps as go wrong. */
async function report(plan: WalkPlan, walked: Walked, manner: Manner): Promise<void> {
  if (manner['keep-going']) return say(`${plan.seed}: ${walked.wrong.join('; ')}`)
  const shrunk = manner['no-shrink'] ? { plan, walked } : await shrink(plan)
  say(reportOf(shrunk.plan, shrunk.walked))
}

async function showOne(seed: number): Promise<number> {
  const plan = planOf(seed)
  const walked = await takeWalk(plan)
  if (walked.wrong.length === 0) say([...walked.protocol, 'The books agree.'].join('\n'))
  else say(reportOf(plan, walked))
  return walked.wrong.length > 0 ? 1 : 0
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

await runCommand(main)
