import { expect, it } from 'vitest'
import { reportOf, shrink } from './shrink.ts'
import { planOf, takeWalk } from './walk.ts'

/** `npm run test:walks` takes thousands. */
const walks = Number(process.env['WALKS'] ?? 60)

it(`whatever happens to orders, in ${walks} random walks with faults, the books agree in the end`, {
  timeout: 600_000,
}, async () => {
  let paidExchanges = 0
  for (let seed = 1; seed <= walks; seed++) {
    const plan = planOf(seed)
    const walked = await takeWalk(plan)
    paidExchanges += walked.paidExchanges
    if (walked.wrong.length === 0) continue
    const shrunk = await shrink(plan)
    expect.fail(reportOf(shrunk.plan, shrunk.walked))
  }
  // one walk in eight gets so far: fewer tell nothing
  if (walks >= 60) expect(paidExchanges).toBeGreaterThan(0)
})

it('and so they do where money is held first and taken when goods leave', {
  timeout: 600_000,
}, async () => {
  for (let seed = 1; seed <= walks / 3; seed++) {
    const plan = { ...planOf(seed), captureAt: 'shipping' } as const
    const walked = await takeWalk(plan)
    if (walked.wrong.length > 0) expect.fail(reportOf(plan, walked))
  }
})

it('a walk is the same each time it is taken', async () => {
  const plan = planOf(7)
  const [one, other] = [await takeWalk(plan), await takeWalk(plan)]
  expect(one).toEqual(other)
  expect(one.protocol.length).toBeGreaterThan(5)
})
