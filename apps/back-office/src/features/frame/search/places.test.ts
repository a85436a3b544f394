import { permissionsOf } from '@comptoir/contracts/accounts/permissions'
import { expect, it } from 'vitest'
import { isOpenTo } from '../pages.ts'
import { placesFor } from './places.ts'

it.each(['vendor', 'support', 'staff', 'admin'] as const)(
  'what %s finds is on a page that is open to them',
  (role) => {
    const mine = permissionsOf([role])
    for (const { to } of placesFor(mine)) expect(isOpenTo(mine, to), to).toBe(true)
  },
)

it('who may not write is not led to what is only written', () => {
  const names = (role: 'support' | 'staff') =>
    placesFor(permissionsOf([role])).map(({ name }) => name)
  expect(names('staff')).toEqual(expect.arrayContaining(['receive', 'newProduct', 'deadLetters']))
  expect(names('support')).not.toContain('receive')
})
