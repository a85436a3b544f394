import { describe, expect, it } from 'vitest'
import { accountPages, accountPath, pageAt } from './account-pages.ts'

describe('the navigation of the account', () => {
  it('marks each page at its own address and at those beneath it', () => {
    for (const page of accountPages) {
      expect(pageAt(accountPath('fr', page))).toBe(page)
      expect(pageAt(`${accountPath('en', page)}/ord_1`)).toBe(page)
    }
  })

  it('marks none on the overview, nor for an address that only begins like one', () => {
    expect(pageAt(accountPath('fr'))).toBeUndefined()
    expect(pageAt('/fr/account/orders-of-somebody')).toBeUndefined()
    expect(pageAt('/fr/orders')).toBeUndefined()
  })
})
