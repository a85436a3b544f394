import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { killAmongFeeds, sellWhileDown, tellTwice } from './admin-feeds.ts'

const platform = createTestPlatform(inject('platform'))

describe('figures, ledgers of vendors and the audit log', () => {
  it('say all that happened while admin was down for a minute', () =>
    drill(platform, 'admin down for 60 s while 20 orders confirm and leave', () =>
      sellWhileDown(platform, 60_000),
    ))

  it('say it all when admin was killed in the middle', () =>
    drill(platform, 'kill -9 admin among 20 orders that confirm and leave', () =>
      killAmongFeeds(platform),
    ))

  it('say everything once when it is told twice', () =>
    drill(platform, 'admin hears every event of 20 orders twice', () =>
      tellTwice(platform, { orders: 20 }),
    ))
})
