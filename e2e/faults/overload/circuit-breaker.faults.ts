import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { freezeBilling } from './circuit-breaker.ts'

const platform = createTestPlatform(inject('platform'))

describe('billing frozen', () => {
  it('is not asked after a while: all else stays fast, and it is asked again when it answers', () =>
    drill(platform, 'billing frozen for 20 s: its circuit opens and closes', () =>
      freezeBilling(platform, 20_000),
    ))
})
