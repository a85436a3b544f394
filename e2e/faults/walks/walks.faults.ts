// A hundred walks; WALKS says otherwise.
import { describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createTestPlatform } from '../kit/test-platform.ts'
import { walkAll } from './walks.ts'

const platform = createTestPlatform(inject('platform'))
const walks = Number(process.env['WALKS'] ?? 100)

describe('random walks', () => {
  it(
    'over all that can happen to orders, with kills, end with books that agree',
    { timeout: 1_800_000 },
    () => drill(platform, `${walks} random walks, with kills`, () => walkAll(platform, walks)),
  )
})
