import { expect, it } from 'vitest'
import { roleChange } from './role-change.ts'

it('says what somebody gains and loses, and leaves the roles that are not given here', () => {
  expect(roleChange(['customer', 'staff'], ['support', 'admin'])).toEqual({
    ...{ roles: ['customer', 'support', 'admin'], gains: ['support', 'admin'], loses: ['staff'] },
  })
  expect(roleChange(['vendor', 'admin'], ['admin'])).toEqual({
    ...{ roles: ['vendor', 'admin'], gains: [], loses: [] },
  })
})

it('leaves nobody without a role', () => {
  expect(roleChange(['staff'], []).roles).toEqual(['customer'])
})
