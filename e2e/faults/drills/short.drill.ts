// The part of the drills that every `npm test` runs; `npm run test:faults` runs all of them.
import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { freezeBilling } from '../overload/circuit-breaker.ts'
import { forgeCalls, lastTen } from '../races/bursts.ts'
import { cancelTogether } from '../races/payment-races.ts'
import { breakEdit, cancelEdited, payEditAgain } from './orders/edit-matrix.ts'
import { breakBack, breakForward, type Mode, type Step } from './orders/matrix.ts'
import { killAmongSagas } from './outages/kill.ts'
import { shortMoneyRows } from './payments/refunds.ts'

const platform = createTestPlatform(inject('platform'))

const forward: readonly [Step, Mode][] = [
  [{ service: 'orders', point: 'activity:openOrder' }, 'crash_after'],
  [{ service: 'orders', point: 'publish:comptoir.orders.order-created.v1' }, 'crash_before'],
  [{ service: 'payments', point: 'provider:submit' }, 'lose_answer'],
  [{ service: 'payments', point: 'provider:submit' }, 'crash_after'],
  [{ service: 'billing', point: 'event:comptoir.orders.order-confirmed.v1' }, 'duplicate'],
  [{ service: 'shipping', point: 'event:comptoir.orders.order-confirmed.v1' }, 'refuse'],
  [{ service: 'orders', point: 'activity:reserveRedemptions', promoted: true }, 'crash_after'],
]
const back: readonly [Step, Mode][] = [
  [{ service: 'payments', point: 'provider:refund' }, 'crash_after'],
  [{ service: 'orders', point: 'activity:releaseStock' }, 'duplicate'],
  [{ service: 'orders', point: 'activity:releaseRedemptions', promoted: true }, 'lose_answer'],
]

describe('one fault', () => {
  it.for(forward)('on the way: %o meets %s', ([step, mode]) =>
    drill(platform, `${step.service} ${step.point} ${mode}`, () =>
      breakForward(platform, step, mode),
    ),
  )

  it.for(back)('on the way back: %o meets %s', ([step, mode]) =>
    drill(platform, `undo: ${step.service} ${step.point} ${mode}`, () =>
      breakBack(platform, step, mode),
    ),
  )
})

const edits: readonly [Step, Mode][] = [
  [{ service: 'orders', point: 'activity:amendEditShipment' }, 'crash_after'],
  [{ service: 'payments', point: 'provider:submit' }, 'lose_answer'],
]

describe('an edit of a placed order', () => {
  it.for(edits)('is applied though %o meets %s', ([step, mode]) =>
    drill(platform, `an edit to more: ${step.service} ${step.point} ${mode}`, () =>
      breakEdit(platform, { step, mode, from: 1, to: 2 }),
    ),
  )

  it('whose card is declined waits for another one, and is applied when that pays', () =>
    drill(platform, 'an edit declined, then paid', () => payEditAgain(platform)))

  it('that waits for its payment gives way to a cancel: nothing of either is left', () =>
    drill(platform, 'an edit declined, then its order cancelled', () => cancelEdited(platform)))
})

describe('kill -9 in the middle of twenty sagas', () => {
  it.for(['orders', 'redis'])('of %s: all end, none twice', (name) =>
    drill(platform, `kill -9 ${name} among 20 sagas`, () => killAmongSagas(platform, name)),
  )
})

describe('billing frozen', () => {
  it('is not asked after a while, and asked again when it answers', () =>
    drill(platform, 'billing frozen until its circuit is open', () => freezeBilling(platform, 0)))
})

describe('many at once', () => {
  it('three cancels of one order', () =>
    drill(platform, 'three cancels at once', () => cancelTogether(platform)))

  it('fifty shoppers for ten of three products', () =>
    drill(platform, '50 shoppers for stock of 10 over three lines', () => lastTen(platform)))

  it('forged internal calls are refused', () =>
    drill(platform, 'forged internal calls', () => forgeCalls(platform)))
})

describe('money that moves outside our own buttons', () => {
  it.for(shortMoneyRows)('$name', ({ name, run }) => drill(platform, name, () => run(platform)))
})
