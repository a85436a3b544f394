import { describe, inject, it } from 'vitest'
import { drill } from '../../kit/drill.ts'
import { createTestPlatform } from '../../kit/test-platform.ts'
import { confirmWhileDown } from './mails.ts'

const platform = createTestPlatform(inject('platform'))

describe('notifications down for a minute', () => {
  it('writes one mail of each order and of each invoice after it', () =>
    drill(platform, 'notifications down for 60 s while 20 orders confirm', () =>
      confirmWhileDown(platform, 60_000),
    ))
})
