import { describe, expect, it } from 'vitest'
import { fulfil, pay, createSagaWorld as world } from '../../test/sagas/saga-world.ts'
import { eur } from '../../test/samples.ts'

const promotions = [{ promotionId: 'promo_1', name: { fr: 'Dix' }, code: 'TEN', amount: eur(240) }]
const released = 'promotions put /internal/redemptions/{orderId}/release'

describe('the saga of an order with a promotion', () => {
  it('reserves its use, and confirms it with the order', async () => {
    const here = await world({ promotions })
    const run = here.drive(async (saga, waits) => {
      expect(here.shop.redemptions.get('ord_1')?.status).toBe(
        waits === 1 ? 'reserved' : 'confirmed',
      )
      await (waits === 1 ? pay(here, saga) : fulfil(here, saga))
    })
    expect(await run.result()).toEqual({ status: 'processing' })
    expect(here.shop.uses).toBe(0)
  })

  it('ends rejected when the last use is gone, with its stock given back', async () => {
    const here = await world({ promotions })
    here.shop.uses = 0
    const run = here.drive(() => undefined)
    expect(await run.result()).toEqual({ status: 'rejected' })
    expect(await here.order()).toHaveProperty('ending', {
      reason: 'promotion_refused',
      refusedPromotions: [{ promotionId: 'promo_1', reason: 'used_up' }],
    })
    expect([here.shop.stock.get('MUG'), here.shop.uses]).toEqual([10, 0])
    expect(here.published()).toEqual(['order-rejected'])
  })

  it('refunds when the use ran out before the payment came', async () => {
    const here = await world({ promotions })
    const run = here.drive(async (saga) => {
      here.shop.redemptions.delete('ord_1')
      await pay(here, saga)
    })
    expect(await run.result()).toEqual({ status: 'rejected' })
    expect((await here.order()).payment.status).toBe('refunded')
    expect(here.shop.stock.get('MUG')).toBe(10)
  })

  it('gives the use back when it expires', async () => {
    const here = await world({ promotions })
    here.shop.payment = 'requires_action'
    const run = here.drive(() => undefined)
    expect(await run.result()).toEqual({ status: 'expired' })
    const undone = run.steps.slice(run.steps.indexOf('decideEnding') + 1)
    const steps = ['cancelPayment', 'releaseRedemptions', 'releaseStock', 'cancelInvoice']
    expect(undone).toEqual([...steps, 'endOrder'])
    expect(here.shop.uses).toBe(1)
  })

  it('without one asks nobody', async () => {
    const here = await world()
    here.shop.away.add('promotions')
    const run = here.drive((saga, waits) => (waits === 1 ? pay(here, saga) : fulfil(here, saga)))
    expect(await run.result()).toEqual({ status: 'processing' })
    expect(here.shop.calls).not.toContain(released)
  })
})
