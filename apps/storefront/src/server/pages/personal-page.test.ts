import type { Cart } from '@comptoir/contracts/carts/schemas'
import { expect, it } from 'vitest'
import { keepingOf } from './personal-page.ts'

const cart = (status: Cart['status']) => ({ status }) as Cart

it('lets a browser keep no cart that is ordered, or of somebody who was signed out', () => {
  expect([keepingOf(null, false), keepingOf(cart('active'), false)]).toEqual(['open', 'open'])
  const closed = [cart('locked'), cart('converted'), cart('merged')]
  expect(closed.map((one) => keepingOf(one, false))).toEqual(['closed', 'closed', 'closed'])
  expect([keepingOf(null, true), keepingOf(cart('active'), true)]).toEqual(['closed', 'closed'])
})
