import { beforeAll, describe, inject, it } from 'vitest'
import { crashUnpublished } from '../drills/relay-crash.ts'
import { drill } from '../kit/drill.ts'
import { createStand, type Stand } from '../kit/stand.ts'
import { burst, finaliseTogether, forge, lastTen, silence } from './bursts.ts'
import { cancelTwiceWhen, moments } from './cancel-states.ts'
import { deleteWhilePlacing } from './erasure-race.ts'
import { cancelAlways, cancelTogether, meetDeadline, payAfterCancel } from './payment-races.ts'

const platform = inject('platform')
let stand: Stand

beforeAll(async () => {
  stand = await createStand(platform)
})

describe('who comes when', () => {
  it('cancel at every moment between cart and processing', () =>
    drill(platform, 'cancel at 12 moments', () => cancelAlways(stand)))

  it('three cancels at once', () =>
    drill(platform, 'three cancels at once', () => cancelTogether(stand)))

  it('success after cancel is refunded', () =>
    drill(platform, 'success after cancel', () => payAfterCancel(stand)))

  it('3DS abandoned, and payment and cancel within 50 ms of the deadline', () =>
    drill(platform, 'payment, cancel, deadline within 50 ms; 3DS abandoned', () =>
      meetDeadline(stand),
    ))
})

describe('a deleted account', () => {
  it('names nobody in an order that was being placed', () =>
    drill(platform, 'account deleted while its order is placed', () => deleteWhilePlacing(stand)))
})

describe('two cancels at once', () => {
  it.for(moments)('when it is $name', (moment) =>
    drill(platform, `two cancels when ${moment.name}: ${moment.effect}`, () =>
      cancelTwiceWhen(stand, moment),
    ),
  )
})

describe('all at once', () => {
  it('fifty shoppers for ten of three products', () =>
    drill(platform, '50 shoppers for stock of 10 over three lines', () => lastTen(stand)))

  it('forty invoices while finalising fails', () =>
    drill(platform, '40 invoices at once, finalising fails', () => finaliseTogether(stand)))

  it('a crash between write and broker that nobody repeats', () =>
    drill(platform, 'shipping dies between write and broker, nobody repeats', () =>
      crashUnpublished(stand),
    ))

  it('a broker that delivers nothing', () =>
    drill(platform, 'broker loses every message of 20 orders', () => silence(stand)))

  it('four hundred checkouts', () =>
    drill(platform, 'burst of 400 checkouts', () => burst(stand, 400)))
})

describe('forged internal calls', () => {
  it('are refused, whatever token or caller they show', () =>
    drill(platform, 'forged internal calls', () => forge(stand)))
})
