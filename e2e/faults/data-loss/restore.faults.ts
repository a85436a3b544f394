import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { restoreBackup } from './restore.ts'

const platform = createTestPlatform(inject('platform'))

describe('a backup', () => {
  it(
    'taken while orders run brings the shop back when all else is lost',
    () =>
      drill(platform, 'restore of a backup after the loss of all data', () =>
        restoreBackup(platform),
      ),
    900_000,
  )
})
