import { describe, inject, it } from 'vitest'
import { drill } from '../../kit/drill.ts'
import { createTestPlatform } from '../../kit/test-platform.ts'
import { current, next, previous, upgrade } from './upgrade.ts'

const platform = createTestPlatform(inject('platform'))

describe('a new version of the saga', () => {
  it('starts while orders of the old one are in flight: they end as they began', () =>
    drill(platform, 'this order saga starts while orders of the last one are in flight', () =>
      upgrade(platform, previous, current),
    ))

  it('may yield something else than the old one did', () =>
    drill(platform, 'a next order saga starts while orders are in flight', () =>
      upgrade(platform, current, next),
    ))
})
