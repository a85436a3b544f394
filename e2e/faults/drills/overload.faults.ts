import { beforeAll, describe, inject, it } from 'vitest'
import { drill } from '../kit/drill.ts'
import { createStand, type Stand } from '../kit/stand.ts'
import { overload } from './overload.ts'

const platform = inject('platform')
let stand: Stand

beforeAll(async () => {
  stand = await createStand(platform)
})

describe('more orders than can be carried', () => {
  it('are refused for now: who comes again gets theirs', () =>
    drill(platform, '80 checkouts at once where 8 may be under way', () => overload(stand)))
})
