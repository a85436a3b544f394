import { describe, inject, it } from 'vitest'
import { checkAll } from '../../kit/check.ts'
import { drill } from '../../kit/drill.ts'
import { createTestPlatform } from '../../kit/test-platform.ts'
import { paypalRows } from './paypal.ts'

const platform = createTestPlatform(inject('platform'))

describe('payments by PayPal', () => {
  it.for(paypalRows)('hold: $name', ({ name, run }) => drill(platform, name, () => run(platform)))

  it('leave books that agree', () =>
    drill(platform, 'all books after payments by PayPal', () => checkAll(platform)))
})
