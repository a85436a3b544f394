import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OwnRedemptions, startOwnRedemptions } from '../../test/own-redemptions.ts'
import type { RequestedUse } from './redemption-store.ts'

let own: OwnRedemptions

beforeAll(async () => {
  own = await startOwnRedemptions()
})
afterAll(() => own.stop())

const promotions = ['promo_1', 'promo_2', 'promo_3']
/** The limits of all three: uses in all, by customer and by code, and a budget. */
const limitsOf = new Map<string, RequestedUse['limits']>([
  ['promo_1', { uses: 2, usesPerCode: 1 }],
  ['promo_2', { usesPerCustomer: 1, budget: { amount: 9, currency: 'EUR' } }],
  ['promo_3', {}],
])

type Use = { promotionId: string; code?: string; amount: number }
type Status = 'reserved' | 'confirmed' | 'released' | 'expired' | 'refused'
type Entry = {
  status: Status
  userId: string
  uses: readonly Use[]
  isOver: boolean
  /** What it held before, if it holds nothing now: a use that is asked for again replaces it. */
  back?: readonly Use[]
}

/** All orders with what they hold: counts are sums over it, so that no counter can be wrong. */
class Model {
  readonly orders = new Map<string, Entry>()

  /** Reservations of no time have run out by the next step. */
  settle() {
    for (const entry of this.orders.values())
      if (entry.status === 'reserved' && entry.isOver) {
        entry.status = 'expired'
        entry.back = entry.uses
      }
  }

  givenBack(): Use[] {
    return [...this.orders.values()].flatMap(({ back = [] }) => back)
  }

  held(): { userId: string; use: Use }[] {
    const live = [...this.orders.values()].filter(
      ({ status }) => status === 'reserved' || status === 'confirmed',
    )
    return live.flatMap(({ userId, uses }) => uses.map((use) => ({ userId, use })))
  }

  isAllowed({ promotionId, code, amount }: Use, userId: string): boolean {
    const limits = limitsOf.get(promotionId) ?? {}
    const own = this.held().filter(({ use }) => use.promotionId === promotionId)
    const ofCustomer = own.filter((one) => one.userId === userId)
    const ofCode = own.filter(({ use }) => code !== undefined && use.code === code)
    const spent = own.reduce((sum, { use }) => sum + use.amount, 0)
    return (
      own.length < (limits.uses ?? Infinity) &&
      ofCustomer.length < (limits.usesPerCustomer ?? Infinity) &&
      (code === undefined || ofCode.length < (limits.usesPerCode ?? Infinity)) &&
      spent + amount <= (limits.budget?.amount ?? Infinity)
    )
  }

  ask(orderId: string, entry: Entry): Status {
    this.settle()
    const known = this.orders.get(orderId)
    if (known?.status === 'reserved' && entry.status === 'confirmed') known.status = 'confirmed'
    else if (!known || known.status === 'expired') {
      const isAllowed = entry.uses.every((use) => this.isAllowed(use, entry.userId))
      const refused = { ...entry, status: 'refused' as const, back: known?.back ?? [] }
      this.orders.set(orderId, isAllowed ? entry : refused)
    }
    return this.orders.get(orderId)?.status ?? 'refused'
  }

  release(orderId: string): Status {
    this.settle()
    const none: Entry = { status: 'released', userId: '', uses: [], isOver: false }
    const known = this.orders.get(orderId) ?? none
    const isHeld = ['reserved', 'confirmed'].includes(known.status)
    const back = isHeld ? known.uses : (known.back ?? [])
    this.orders.set(orderId, { ...known, status: 'released', back })
    return 'released'
  }
}

const use = (promotionId: string) =>
  fc.record({ amount: fc.integer({ min: 1, max: 4 }), code: fc.constantFrom('AAA', 'BBB') }).map(
    ({ amount, code }): Use => ({
      promotionId,
      amount,
      ...(promotionId === 'promo_1' && { code }),
    }),
  )
const uses = fc
  .subarray(promotions, { minLength: 1 })
  .chain((ids) => fc.tuple(...ids.map((id) => use(id))))
const order = fc.constantFrom('ord_1', 'ord_2', 'ord_3', 'ord_4', 'ord_5')
const user = fc.constantFrom('usr_1', 'usr_2')

const asking = { order, user, uses }
const step = fc.oneof(
  fc.record({
    kind: fc.constant('reserve' as const),
    ...asking,
    holdSeconds: fc.constantFrom(0, 60),
  }),
  fc.record({ kind: fc.constant('confirm' as const), ...asking }),
  fc.record({ kind: fc.constant('release' as const), order }),
  fc.record({ kind: fc.constant('sweep' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function run(one: Step): Promise<Status | undefined> {
  if (one.kind === 'sweep') {
    await own.redemptions.sweep(10)
    return undefined
  }
  if (one.kind === 'release') return (await own.redemptions.release(one.order)).status
  const requested = one.uses.map(({ amount, ...rest }) => ({
    ...rest,
    amount: { amount, currency: 'EUR' },
    limits: limitsOf.get(rest.promotionId) ?? {},
  }))
  const request = { orderId: one.order, userId: one.user, uses: requested }
  if (one.kind === 'confirm') return (await own.redemptions.confirm(request)).status
  return (await own.redemptions.reserve({ ...request, holdSeconds: one.holdSeconds })).status
}

function runModel(model: Model, one: Step): Status | undefined {
  if (one.kind === 'sweep') return undefined
  if (one.kind === 'release') return model.release(one.order)
  const isOver = one.kind === 'reserve' && one.holdSeconds === 0
  const status = one.kind === 'confirm' ? 'confirmed' : 'reserved'
  return model.ask(one.order, { status, userId: one.user, uses: one.uses, isOver })
}

async function expectCounts(model: Model): Promise<void> {
  model.settle()
  const counts = await own.redemptions.counts(promotions)
  for (const [n, promotionId] of promotions.entries()) {
    const held = model.held().filter((one) => one.use.promotionId === promotionId)
    const amount = held.reduce((sum, one) => sum + one.use.amount, 0)
    expect(counts[n]?.uses).toBe(held.length)
    expect(counts[n]?.amounts['EUR'] ?? 0).toBe(amount)
    const back = model.givenBack().filter((one) => one.promotionId === promotionId)
    const backAmount = back.reduce((sum, one) => sum + one.amount, 0)
    expect(counts[n]?.released).toBe(back.length)
    expect(counts[n]?.releasedAmounts['EUR'] ?? 0).toBe(backAmount)
  }
}

/** What a cart is told of limits is what its order would be refused for. */
async function expectSameReasons(): Promise<void> {
  const limited = promotions.map((promotionId) => ({
    ...{ promotionId, code: promotionId === 'promo_1' ? 'AAA' : undefined },
    limits: limitsOf.get(promotionId) ?? {},
  }))
  const told = await own.redemptions.reached('usr_1', limited)
  for (const [n, one] of limited.entries()) {
    const orderId = `ord_probe_${n}`
    const uses = [{ ...one, amount: { amount: 1, currency: 'EUR' } }]
    const asked = { orderId, userId: 'usr_1', uses, holdSeconds: 60 }
    const { refusals = [] } = await own.redemptions.reserve(asked)
    expect(refusals[0]?.reason).toBe(told[n]?.reason)
  }
}

const sequences = fc.array(step, { minLength: 1, maxLength: 30 })

it('whatever happens, every answer and every count are those of a plain list of orders', async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (steps) => {
      await own.empty()
      const model = new Model()
      for (const one of steps) expect(await run(one)).toBe(runModel(model, one))
      await expectCounts(model)
      await expectSameReasons()
    }),
    { numRuns: 200 },
  )
})

it('whatever happens at once, no limit is passed, and giving all back leaves nothing counted', async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (steps) => {
      await own.empty()
      await Promise.all(steps.map(run))
      const [first, second] = await own.redemptions.counts(promotions)
      expect(first?.uses).toBeLessThanOrEqual(2)
      expect(second?.amounts['EUR'] ?? 0).toBeLessThanOrEqual(9)
      for (const one of ['ord_1', 'ord_2', 'ord_3', 'ord_4', 'ord_5'])
        await own.redemptions.release(one)
      const nothing = { uses: 0, amounts: {}, confirmed: 0, confirmedAmounts: {} }
      expect(await own.redemptions.counts(promotions)).toMatchObject(promotions.map(() => nothing))
    }),
    { numRuns: 60 },
  )
})
