import { beforeAll, describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform, type TestPlatform } from '../kit/test-platform.ts'
import { overload } from './overload.ts'

const address = inject('platform')
let platform: TestPlatform

beforeAll(async () => {
  platform = await createTestPlatform(address)
})

describe('more orders than can be carried', () => {
  it('are refused for now: who comes again gets theirs', () =>
    drill(address, '80 checkouts at once where 8 may be in flight', () => overload(platform)))
})
