import { beforeAll, describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform, type TestPlatform } from '../kit/test-platform.ts'
import { upgrade } from './upgrade.ts'

const address = inject('platform')
let platform: TestPlatform

beforeAll(async () => {
  platform = await createTestPlatform(address)
})

describe('a new version of the saga', () => {
  it('starts while orders of the old one are in flight: they end as they began', () =>
    drill(address, 'a next order saga starts while orders are in flight', () => upgrade(platform)))
})
