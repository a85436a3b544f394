import { beforeAll, describe, inject, it } from 'vitest'
import { checkAll } from '../kit/check.ts'
import { drill } from '../kit/drill.ts'
import { createStand, type Stand } from '../kit/stand.ts'
import { moneyRows } from './refunds.ts'

const platform = inject('platform')
let stand: Stand

beforeAll(async () => {
  stand = await createStand(platform)
})

describe('money that moves outside our own buttons', () => {
  it.for(moneyRows)('$name', ({ name, run }) => drill(platform, name, () => run(stand)))

  it('leaves books that agree', () =>
    drill(platform, 'all books after refunds and disputes', () => checkAll(stand)))
})
