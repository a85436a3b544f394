import { permissionsOf } from '@comptoir/contracts/accounts/permissions'
import { describe, expect, it } from 'vitest'
import { openPages } from './pages.ts'

const namesFor = (mine: readonly string[]) =>
  openPages(mine).flatMap(({ pages }) => pages.map(({ name }) => name))

describe('the pages of the rail', () => {
  it.each(['support', 'staff', 'admin'] as const)('lead %s to the orders', (role) => {
    expect(namesFor(permissionsOf([role]))).toContain('orders')
  })

  it('are not shown to who may not open them', () => {
    expect(namesFor(permissionsOf(['vendor']))).toEqual([])
    expect(openPages([])).toEqual([])
  })
})
