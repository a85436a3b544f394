import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { upgrade } from './upgrade.ts'

const platform = createTestPlatform(inject('platform'))

describe('a new version of the saga', () => {
  it('starts while orders of the old one are in flight: they end as they began', () =>
    drill(platform, 'a next order saga starts while orders are in flight', () => upgrade(platform)))
})
