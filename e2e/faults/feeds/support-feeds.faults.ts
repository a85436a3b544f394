import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { leaveTwice, leaveWhileDown } from './support-feeds.ts'

const platform = createTestPlatform(inject('platform'))

describe('what support holds of somebody', () => {
  it('is shown and forgotten after support was down for a minute', () =>
    drill(platform, 'support down for 60 s while data are asked for and erased', () =>
      leaveWhileDown(platform, 60_000),
    ))

  it('is shown once and forgotten when support hears of it twice', () =>
    drill(platform, 'support hears of an export and an erasure twice', () => leaveTwice(platform)))
})
