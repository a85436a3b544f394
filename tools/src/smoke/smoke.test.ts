import { describe, expect, it } from 'vitest'
import { podsOf } from '../chart/kinds.ts'
import { findHelm, renderChart, type ValuesFile } from '../chart/render.ts'
import { smokeTests } from './names.ts'

async function testPods(file: ValuesFile): Promise<string[]> {
  const pods = podsOf(await renderChart({ file })).map(({ of }) => of)
  return pods.flatMap((of) => (of.startsWith('Pod/test-') ? [of.slice('Pod/test-'.length)] : []))
}

const needing = (...what: readonly string[]) =>
  Object.entries(smokeTests).flatMap(([name, needs]) => (what.includes(needs) ? [name] : []))

describe.skipIf(!findHelm())('helm test (skipped where helm is missing)', () => {
  it('has a pod for each capability', async () => {
    expect((await testPods('values-kind.yaml')).sort()).toEqual(Object.keys(smokeTests).sort())
  })

  it('leaves out cards that are refused where there are none', async () => {
    const names = await testPods('values.yaml')
    expect(names.sort()).toEqual(needing('shop', 'ledger', 'simulator').sort())
  })

  it('buys nothing with real money', async () => {
    const names = await testPods('values-production.yaml')
    expect(names.sort()).toEqual(needing('shop', 'ledger').sort())
  })
})
