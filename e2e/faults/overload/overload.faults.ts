import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { overload } from './overload.ts'

const platform = createTestPlatform(inject('platform'))

describe('more orders than can be carried', () => {
  it('are refused for now: who comes again gets theirs', () =>
    drill(platform, '80 checkouts at once where 8 may be in flight', () => overload(platform)))
})
