import { describe, inject, it } from 'vitest'
import { checkAll } from '../../kit/check.ts'
import { drill } from '../../kit/drill.ts'
import { createTestPlatform } from '../../kit/test-platform.ts'
import { moneyRows } from './refunds.ts'

const platform = createTestPlatform(inject('platform'))

describe('money that moves outside our own buttons', () => {
  it.for(moneyRows)('$name', ({ name, run }) => drill(platform, name, () => run(platform)))

  it('leaves books that agree', () =>
    drill(platform, 'all books after refunds and disputes', () => checkAll(platform)))
})
