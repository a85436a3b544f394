import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { moveHouse } from './moving-house.ts'

const platform = createTestPlatform(inject('platform'))

describe('a shop', () => {
  it(
    'moves to another store with everything it has, though its import was killed',
    () => drill(platform, 'move to another store', () => moveHouse(platform)),
    900_000,
  )
})
