import { WithdrawalExclusion } from '@comptoir/contracts/catalog/withdrawal-exclusion'
import { describe, expect, it } from 'vitest'
import { createReturnWorld, lines, wanting } from '../../test/sagas/return-world.ts'
import { at } from '../../test/samples.ts'
import { applyWithdrawal } from '../withdrawals/apply-withdrawal.ts'
import type { ConfirmedWithdrawal } from '../withdrawals/withdrawal.ts'
import { createWithdrawals } from '../withdrawals/withdrawal-store.ts'
import { approve, inspectReturn, receiveReturn } from './return.ts'
import { returnReasons } from './return-reasons.ts'
import { toReturnView } from './return-view.ts'
import { exclusionOf, withdrawalExclusions } from './withdrawal-exclusions.ts'

const id = 'ret_1_1'
const how = { at, by: 'staff' as const }
const number = 'CMD-7K3M-92QX'

/** A delivered order whose mugs the law excludes; its pot comes back as any other. */
async function bought(withdrawalExclusion: WithdrawalExclusion, locale = 'fr') {
  const excluded = lines.map((line) =>
    line.sku === 'MUG' ? { ...line, withdrawalExclusion } : line,
  )
  return await createReturnWorld({ lines: excluded, locale, number })
}

const refusalOf = async (attempt: Promise<unknown>) =>
  (await attempt.then(
    () => undefined,
    (error: unknown) => error,
  )) as { errors: { message: string }[]; extensions: { exclusions: object[] } } | undefined

const mugs = (reason: 'changed_mind' | 'defective') =>
  wanting([{ sku: 'MUG', quantity: 1, reason }])

describe('goods that the law excludes', () => {
  it.for(WithdrawalExclusion.options)('have their words in both languages: %s', (why) => {
    const { label } = withdrawalExclusions[why]
    expect(label.fr).toMatch(/L221-28, \d+°, du code de la consommation/)
    expect(label.en).toMatch(/L221-28, \d+°, of the French Code/)
  })

  it('do not come back for a change of mind: refused with the reason of the law in both languages', async () => {
    for (const [locale, word] of [
      ['fr', 'personnalisé'],
      ['en', 'personalised'],
    ] as const) {
      const here = await bought('made_to_measure', locale)
      const refusal = await refusalOf(here.request(mugs('changed_mind')))
      expect(refusal?.errors[0]?.message).toContain(word)
      expect(refusal?.extensions.exclusions).toMatchObject([
        {
          ...{ sku: 'MUG', exclusion: 'made_to_measure' },
          reason: { fr: expect.stringContaining('3°'), en: expect.stringContaining('3°') },
        },
      ])
      expect((await here.order()).returns).toBeUndefined()
    }
  })

  it('come back when they are at fault, whatever they are', async () => {
    for (const why of WithdrawalExclusion.options) {
      const here = await bought(why)
      expect(await refusalOf(here.request(mugs('defective')))).toBeUndefined()
      const reasons = Object.entries(returnReasons).filter(([, { shopFault }]) => shopFault)
      for (const [reason] of reasons)
        expect(exclusionOf({ withdrawalExclusion: why }, reason as 'late')).toBeUndefined()
    }
  })

  it('may be sent back sealed, and are refused in the words of the law when they arrive opened', async () => {
    const here = await bought('sealed_hygiene')
    await here.request(wanting([{ sku: 'MUG', quantity: 2 }]))
    await here.rule(id, (ret) => approve(ret, how, 14))
    await here.rule(id, (ret) => receiveReturn(ret, how))
    const line = { sku: 'MUG', restock: 1, scrap: 0, refuse: 1, refusedAs: 'unsealed' as const }
    const inspected = await here.rule(id, (ret) => inspectReturn(ret, how, [line]))
    expect(toReturnView(inspected).refusals).toMatchObject([
      { sku: 'MUG', reason: { fr: expect.stringContaining('hygiène') } },
    ])
    expect(toReturnView(inspected).lines[0]?.withdrawalExclusion).toBe('sealed_hygiene')
  })

  it('are not refused as opened where the law knows no seal', async () => {
    const here = await createReturnWorld()
    await here.request(wanting([{ sku: 'MUG', quantity: 1 }]))
    await here.rule(id, (ret) => approve(ret, how, 14))
    await here.rule(id, (ret) => receiveReturn(ret, how))
    const line = { sku: 'MUG', restock: 0, scrap: 0, refuse: 1, refusedAs: 'unsealed' as const }
    const opened = here.rule(id, (ret) => inspectReturn(ret, how, [line]))
    await expect(opened).rejects.toThrow('unsealed')
  })
})

describe('a withdrawal from goods that the law excludes', () => {
  async function withdraw(why: WithdrawalExclusion, skus?: readonly string[]) {
    const here = await bought(why)
    const withdrawals = createWithdrawals(here.store)
    const confirmed: ConfirmedWithdrawal = {
      ...{ status: 'confirmed', withdrawalId: 'wdr_1', name: 'Camille', orderNumber: number },
      ...{ email: 'camille@example.com', locale: 'fr', declaredAt: at, confirmedAt: at },
      tokenHash: 'hash',
      ...(skus && { lines: skus.map((sku) => ({ sku, quantity: 1 })) }),
      attached: { orderId: 'ord_1', at, by: 'usr_staff' },
    }
    await withdrawals.create('wdr_1', confirmed)
    const log = { warn: () => undefined } as never
    const deps = { ...here.deps, clock: here.clock, withdrawals, log }
    for (let times = 0; times < 2; times += 1) await applyWithdrawal(deps, confirmed)
    const data = (await withdrawals.get('wdr_1'))?.data
    const outcome = data?.status === 'confirmed' ? data.outcome : undefined
    const told = (await here.order()).history.filter(({ type }) => type === 'withdrawal_excluded')
    return { ...here, outcome, told }
  }
  const exclusions = [{ sku: 'MUG', exclusion: 'perishable' }]

  it('takes what can be withdrawn from, and the order says once why the rest stays', async () => {
    const { outcome, told, read } = await withdraw('perishable')
    expect(outcome).toMatchObject({ kind: 'return', returnId: id, exclusions })
    expect((await read(id))?.lines.map(({ sku }) => sku)).toEqual(['POT', 'GIFT'])
    expect(told).toMatchObject([{ detail: 'wdr_1: MUG perishable' }])
  })

  it('comes to nothing when there is nothing else, and is left to staff with the reason', async () => {
    const { outcome, order, told } = await withdraw('perishable', ['MUG'])
    expect(outcome).toEqual({ kind: 'excluded', orderId: 'ord_1', exclusions })
    expect([(await order()).returns, told.length]).toEqual([undefined, 1])
  })

  it('takes goods that are excluded only once they are opened', async () => {
    const { outcome, told, read } = await withdraw('sealed_media')
    expect([outcome?.kind, told]).toEqual(['return', []])
    expect((await read(id))?.lines).toHaveLength(3)
  })
})
