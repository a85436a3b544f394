import { describe, inject, it } from 'vitest'
import { drill } from '../../kit/drill.ts'
import { createTestPlatform } from '../../kit/test-platform.ts'
import { modes } from '../orders/matrix.ts'
import { breakEntries, writeWhileDown } from './audit.ts'

const platform = createTestPlatform(inject('platform'))

describe('the audit log', () => {
  it.for(modes)('has one entry of each writing: %s', (mode) =>
    drill(platform, `audit: an entry meets ${mode}`, () => breakEntries(platform, mode)),
  )

  it('has all that staff wrote while admin was down for a minute', () =>
    drill(platform, 'audit: admin down for 60 s', () => writeWhileDown(platform, 60_000)))
})
