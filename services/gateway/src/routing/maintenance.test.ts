import { defaultSettings } from '@comptoir/contracts/admin/settings'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { describe, expect, it } from 'vitest'
import { requireOpen } from './maintenance.ts'

const maintenance = { ...defaultSettings.maintenance, on: true, retryAfterSeconds: 120 }
const products = { path: '/api/products' }
const userOf = (role: 'customer' | 'vendor' | 'support' | 'staff' | 'admin') => ({
  ...{ id: 'usr_1', roles: [role], token: '' },
})
const refusalOf = (act: () => void) => {
  try {
    act()
  } catch (error) {
    return isRefusal(error) ? error : undefined
  }
  return undefined
}

describe('maintenance mode', () => {
  it('refuses shoppers with 503 and says when to come again', () => {
    for (const user of [undefined, userOf('customer'), userOf('vendor')]) {
      const refusal = refusalOf(() => requireOpen(maintenance, products, user))
      expect(refusal).toMatchObject({ status: 503, extensions: { retryAfterSeconds: 120 } })
    }
  })

  it.each(['support', 'staff', 'admin'] as const)('lets %s go on', (role) => {
    expect(() => requireOpen(maintenance, products, userOf(role))).not.toThrow()
  })

  it.each(['/api/auth/login', '/api/shop', '/api/webhooks/stripe', '/api/unsubscriptions/{token}'])(
    'leaves %s open to everyone',
    (path) => {
      expect(() => requireOpen(maintenance, { path }, undefined)).not.toThrow()
    },
  )

  it('refuses nobody while it is off', () => {
    expect(() => requireOpen(defaultSettings.maintenance, products, undefined)).not.toThrow()
  })
})
