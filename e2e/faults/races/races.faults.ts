import { describe, inject, it } from 'vitest'
import { crashUnpublished } from '../drills/outages/relay-crash.ts'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { burst, finaliseTogether, forgeCalls, lastTen, loseAllMessages } from './bursts.ts'
import { cancelCases, cancelTwice } from './cancel-by-status.ts'
import { deleteWhilePlacing } from './erasure-race.ts'
import { lookUpAtOnce, orderWithoutAccounts } from './guests.ts'
import { cancelAlways, cancelTogether, meetDeadline, payAfterCancel } from './payment-races.ts'

const platform = createTestPlatform(inject('platform'))

describe('who comes when', () => {
  it('cancel at every moment between cart and processing', () =>
    drill(platform, 'cancel at 12 moments', () => cancelAlways(platform)))

  it('three cancels at once', () =>
    drill(platform, 'three cancels at once', () => cancelTogether(platform)))

  it('success after cancel is refunded', () =>
    drill(platform, 'success after cancel', () => payAfterCancel(platform)))

  it('3DS abandoned, and payment and cancel within 50 ms of the deadline', () =>
    drill(platform, 'payment, cancel, deadline within 50 ms; 3DS abandoned', () =>
      meetDeadline(platform),
    ))
})

describe('a deleted account', () => {
  it('names nobody in an order that was being placed', () =>
    drill(platform, 'account deleted while its order is placed', () =>
      deleteWhilePlacing(platform),
    ))
})

describe('guests', () => {
  it('order while accounts is down', () =>
    drill(platform, 'accounts down while a guest orders', () => orderWithoutAccounts(platform)))

  it('look an order up a hundred times at once', () =>
    drill(platform, '100 look-ups of one order at once', () => lookUpAtOnce(platform)))
})

describe('two cancels at once', () => {
  it.for(cancelCases)('when it is $name', (cancelCase) =>
    drill(platform, `two cancels when ${cancelCase.name}: ${cancelCase.effect}`, () =>
      cancelTwice(platform, cancelCase),
    ),
  )
})

describe('all at once', () => {
  it('fifty shoppers for ten of three products', () =>
    drill(platform, '50 shoppers for stock of 10 over three lines', () => lastTen(platform)))

  it('forty invoices while finalising fails', () =>
    drill(platform, '40 invoices at once, finalising fails', () => finaliseTogether(platform)))

  it('a crash between write and broker that nobody repeats', () =>
    drill(platform, 'shipping dies between write and broker, nobody repeats', () =>
      crashUnpublished(platform),
    ))

  it('a broker that delivers nothing', () =>
    drill(platform, 'broker loses every message of 20 orders', () => loseAllMessages(platform)))

  it('four hundred checkouts', () =>
    drill(platform, 'burst of 400 checkouts', () => burst(platform, 400)))
})

describe('forged internal calls', () => {
  it('are refused, whatever token or caller they show', () =>
    drill(platform, 'forged internal calls', () => forgeCalls(platform)))
})
