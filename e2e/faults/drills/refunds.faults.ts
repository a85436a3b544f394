import { beforeAll, describe, inject, it } from 'vitest'
import { checkAll } from '../kit/check.ts'
import { drill } from '../kit/drill.ts'
import { createTestPlatform, type TestPlatform } from '../kit/test-platform.ts'
import { moneyRows } from './refunds.ts'

const address = inject('platform')
let platform: TestPlatform

beforeAll(async () => {
  platform = await createTestPlatform(address)
})

describe('money that moves outside our own buttons', () => {
  it.for(moneyRows)('$name', ({ name, run }) => drill(address, name, () => run(platform)))

  it('leaves books that agree', () =>
    drill(address, 'all books after refunds and disputes', () => checkAll(platform)))
})
