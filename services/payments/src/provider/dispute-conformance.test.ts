import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paypalWorld, stripeWorld, type World } from '../../test/conformance/worlds.ts'

const noWebhooks = 'http://127.0.0.1:9/nowhere'

/** Disputes through the port, over each provider's simulator. */
describe.each([
  ['stripe', stripeWorld],
  ['paypal', paypalWorld],
] as const)('a dispute at %s', (name, start) => {
  let world: World
  let orders = 0
  beforeAll(async () => {
    world = await start(noWebhooks)
  })
  afterAll(async () => await world.stop())

  async function disputed() {
    orders += 1
    const of = { paymentIntentId: `pi_${name}d${orders}`, orderId: `ord_${name}d${orders}` }
    const asked = { ...of, amount: 5000, currency: 'EUR', attempt: 1 }
    const report = await world.provider.submit({ ...asked, token: world.tokenFor('accept') })
    const { providerRef = '' } = report
    if (report.status === 'requires_action') {
      await world.approve(report, 'accept')
      await world.provider.complete(providerRef)
    }
    const disputeRef = await world.dispute(providerRef)
    const read = async () => (await world.provider.readLedger(providerRef)).disputes[0]
    return { disputeRef, read }
  }

  it('may be answered until a time', async () => {
    const { read } = await disputed()
    const { dueBy = '', ...dispute } = (await read()) ?? {}
    expect(dispute).toMatchObject({ status: 'open', stage: 'needs_response', amount: 5000 })
    expect(Date.parse(dueBy)).toBeGreaterThan(Date.now())
  })

  it.each(['won', 'lost'] as const)('takes evidence once, and is %s then', async (outcome) => {
    const { disputeRef, read } = await disputed()
    const evidence = { kind: 'evidence', text: 'It was delivered.', files: ['CP 123'] } as const
    const reply = { disputeRef, ...evidence }
    expect(await world.provider.answerDispute(reply)).toEqual({})
    expect(await world.provider.answerDispute(reply)).toEqual({})
    expect(await read()).toMatchObject({ status: 'open', stage: 'under_review' })
    await world.decide(disputeRef, outcome)
    expect(await read()).toMatchObject({ status: outcome })
    if (name === 'stripe') expect(await read()).toMatchObject({ fee: 2000 })
    const late = { ...reply, kind: 'accept' } as const
    expect(await world.provider.answerDispute(late)).toMatchObject({
      failureCode: expect.any(String),
    })
  })

  it('is lost when the shop gives in', async () => {
    const { disputeRef, read } = await disputed()
    const reply = { disputeRef, kind: 'accept' } as const
    expect(await world.provider.answerDispute(reply)).toEqual({})
    expect(await read()).toMatchObject({ status: 'lost' })
  })
})
