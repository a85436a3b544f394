import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { startAfterPowerCut } from './power-cut.ts'

const platform = createTestPlatform(inject('platform'))

describe('a power cut', () => {
  it.runIf(process.platform === 'linux')('makes the next start no slower', () =>
    drill(platform, 'start after kill -9 of everything', () =>
      startAfterPowerCut(platform.address),
    ),
  )
})
