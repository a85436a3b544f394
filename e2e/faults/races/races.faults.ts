import { beforeAll, describe, inject, it } from 'vitest'
import { crashUnpublished } from '../drills/relay-crash.ts'
import { drill } from '../kit/drill.ts'
import { createTestPlatform, type TestPlatform } from '../kit/test-platform.ts'
import { burst, finaliseTogether, forgeCalls, lastTen, loseAllMessages } from './bursts.ts'
import { cancelCases, cancelTwice } from './cancel-by-status.ts'
import { deleteWhilePlacing } from './erasure-race.ts'
import { cancelAlways, cancelTogether, meetDeadline, payAfterCancel } from './payment-races.ts'

const address = inject('platform')
let platform: TestPlatform

beforeAll(async () => {
  platform = await createTestPlatform(address)
})

describe('who comes when', () => {
  it('cancel at every cancelCase between cart and processing', () =>
    drill(address, 'cancel at 12 cancelCases', () => cancelAlways(platform)))

  it('three cancels at once', () =>
    drill(address, 'three cancels at once', () => cancelTogether(platform)))

  it('success after cancel is refunded', () =>
    drill(address, 'success after cancel', () => payAfterCancel(platform)))

  it('3DS abandoned, and payment and cancel within 50 ms of the deadline', () =>
    drill(address, 'payment, cancel, deadline within 50 ms; 3DS abandoned', () =>
      meetDeadline(platform),
    ))
})

describe('a deleted account', () => {
  it('names nobody in an order that was being placed', () =>
    drill(address, 'account deleted while its order is placed', () => deleteWhilePlacing(platform)))
})

describe('two cancels at once', () => {
  it.for(cancelCases)('when it is $name', (cancelCase) =>
    drill(address, `two cancels when ${cancelCase.name}: ${cancelCase.effect}`, () =>
      cancelTwice(platform, cancelCase),
    ),
  )
})

describe('all at once', () => {
  it('fifty shoppers for ten of three products', () =>
    drill(address, '50 shoppers for stock of 10 over three lines', () => lastTen(platform)))

  it('forty invoices while finalising fails', () =>
    drill(address, '40 invoices at once, finalising fails', () => finaliseTogether(platform)))

  it('a crash between write and broker that nobody repeats', () =>
    drill(address, 'shipping dies between write and broker, nobody repeats', () =>
      crashUnpublished(platform),
    ))

  it('a broker that delivers nothing', () =>
    drill(address, 'broker loses every message of 20 orders', () => loseAllMessages(platform)))

  it('four hundred checkouts', () =>
    drill(address, 'burst of 400 checkouts', () => burst(platform, 400)))
})

describe('forged internal calls', () => {
  it('are refused, whatever token or caller they show', () =>
    drill(address, 'forged internal calls', () => forgeCalls(platform)))
})
