import { describe, inject, it } from 'vitest'
import { drill } from '../../kit/drill.ts'
import { createTestPlatform } from '../../kit/test-platform.ts'
import { killAmongChats } from './chats.ts'

const platform = createTestPlatform(inject('platform'))

describe('kill -9 while guests and an agent write', () => {
  it.for(['support', 'support-sidecar', 'redis', 'gateway'])(
    'of %s: every page shows every message once, in order',
    (name) =>
      drill(platform, `kill -9 ${name} among 5 conversations`, () =>
        killAmongChats(platform, name),
      ),
  )
})
