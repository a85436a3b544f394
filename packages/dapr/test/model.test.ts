import { describe, expect, it } from 'vitest'
import { type ModelOptions, runModel } from './model/run.ts'
import { listSabotages, sabotages } from './model/sabotage.ts'

const runs = 20_000
const runsToBeCaught = 6_000

/** The first seed whose run ends wrong, with what was wrong. */
async function firstViolation(count: number, options?: ModelOptions) {
  for (let seed = 1; seed <= count; seed++) {
    const violation = await runModel(seed, options)
    if (violation) return `seed ${seed}: ${violation}`
  }
  return undefined
}

describe('the protocol, under random interleavings, faults and crashes', () => {
  it.each([
    ['counted', runs],
    ['opaque', runs / 4],
  ] as const)(
    'loses no event, makes none up, keeps indexes right and logs in order, with %s ETags, %i times',
    async (etags, count) => {
      expect(await firstViolation(count, { etags })).toBeUndefined()
    },
    240_000,
  )

  it('nor when documents come and go under the eyes of readers', async () => {
    expect(await firstViolation(2_000, { churn: true })).toBeUndefined()
  }, 60_000)
})

describe('the protocol, when Redis is lost and the documents are not', () => {
  it.each([
    ['counted', runs / 5],
    ['opaque', runs / 10],
  ] as const)(
    'lists all, indexes all and publishes all, with %s ETags, %i times',
    async (etags, count) => {
      expect(await firstViolation(count, { etags, loses: true })).toBeUndefined()
    },
  )

  it.each(Object.keys(listSabotages))('is caught when %s', async (name) => {
    const options = { sabotage: listSabotages[name], loses: true }
    expect(await firstViolation(runsToBeCaught, options)).toMatch(/^seed/)
  })
})

describe('the same claims, without a step of the protocol', () => {
  it.each(Object.keys(sabotages))(
    'catch it when %s',
    async (name) => {
      const options = { sabotage: sabotages[name], churn: name.includes('came back') }
      expect(await firstViolation(runsToBeCaught, options)).toMatch(/^seed/)
    },
    60_000,
  )
})
