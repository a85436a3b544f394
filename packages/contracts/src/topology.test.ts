import { describe, expect, it } from 'vitest'
import { ownerOf, publicPrefixes } from './topology.ts'

describe('the owner of a path', () => {
  it.each(Object.entries(publicPrefixes))('of %s and what is under it is %s', (prefix, owner) => {
    expect(ownerOf(prefix)).toEqual({ appId: owner, prefix })
    expect(ownerOf(`${prefix}/`)?.appId).toBe(owner)
    expect(ownerOf(`${prefix}/a/b/c`)).toEqual({ appId: owner, prefix })
  })

  it.each([
    '/',
    '/internal/log',
    '/api',
    '/api/unknown',
    '/apix/products',
    '/events/comptoir.orders.order-created.v1',
    '/cartsy',
    '/api/productsx',
  ])('is nobody for %s', (path) => expect(ownerOf(path)).toBeUndefined())
})
