import { describe, expect, it } from 'vitest'
import { settingsOfStores } from './settings-of-stores.ts'

const url = 'postgres://shop:secret@127.0.0.1/shop'

describe('the conformance suite', () => {
  it('runs for one store, at the address that is given', () => {
    expect(settingsOfStores()).toEqual([{ CONFORMANCE_STORE: 'redis' }])
    expect(settingsOfStores('redis', 'redis://db')).toEqual([
      { CONFORMANCE_STORE: 'redis', CONFORMANCE_URL: 'redis://db' },
    ])
  })

  it('runs for each store of a choice, the address going to the one with a server', () => {
    expect(settingsOfStores('postgresql,carts=redis,orders=redis', url)).toEqual([
      { CONFORMANCE_STORE: 'postgresql', CONFORMANCE_URL: url },
      { CONFORMANCE_STORE: 'redis' },
    ])
  })

  it('does not take one address for two servers', () => {
    expect(() => settingsOfStores('postgresql,carts=mysql', url)).toThrow(
      '--url is one server: test postgresql and mysql one by one',
    )
  })
})
