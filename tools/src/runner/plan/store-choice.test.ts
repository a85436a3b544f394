import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { componentOf, servicesOf, storeOf, storesIn, storesText } from './store-choice.ts'

describe('a choice of stores', () => {
  it('is one for all services', () => {
    expect(storesIn('redis')).toEqual(['redis'])
    expect(servicesOf('redis', 'redis')).toEqual(appIds)
    expect(componentOf('redis', 'redis')).toBe('state')
  })

  it('is another one for some of them', () => {
    const text = 'sqlite, carts=redis ,inventory = redis'
    expect(storesIn(text)).toEqual(['sqlite', 'redis'])
    expect(storeOf(text, 'carts')).toBe('redis')
    expect(storeOf(text, 'orders')).toBe('sqlite')
    expect(servicesOf(text, 'redis')).toEqual(['inventory', 'carts'])
    expect(servicesOf(text, 'sqlite')).toEqual(
      appIds.filter((appId) => appId !== 'carts' && appId !== 'inventory'),
    )
    expect(componentOf(text, 'sqlite')).toBe('state')
    expect(componentOf(text, 'redis')).toBe('state-redis')
  })

  it.each([
    ['sqlite', 'sqlite'],
    [' sqlite , orders=redis,carts = redis', 'sqlite,carts=redis,orders=redis'],
    ['redis,carts=redis', 'redis'],
  ])('%j is kept as %j', (text, kept) => {
    expect(storesText(text)).toBe(kept)
    expect(storesText(kept)).toBe(kept)
  })

  it.each([
    ['', '"" does not begin with the store of all services: sqlite,carts=redis'],
    ['carts=redis', '"carts=redis" does not begin with the store of all services'],
    ['sqlite,carts', '"carts" is no SERVICE=STORE'],
    ['sqlite,', '"" is no SERVICE=STORE'],
    ['sqlite,carts=', '"carts=" is no SERVICE=STORE'],
    ['sqlite,carts=orders=redis', '"carts=orders=redis" is no SERVICE=STORE'],
    ['sqlite,baskets=redis', 'No service is called baskets; there are gateway, accounts, '],
    ['sqlite,carts=redis,carts=mysql', 'carts has two stores'],
    [
      ['sqlite', ...appIds.map((appId) => `${appId}=redis`)].join(','),
      'sqlite would keep nothing: begin with a store that is used',
    ],
  ])('%j is refused', (text, words) => {
    expect(() => storesText(text)).toThrow(words)
    expect(() => storeOf(text, 'orders')).toThrow(words)
    expect(() => storesIn(text)).toThrow(words)
  })
})
