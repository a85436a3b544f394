import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Operation } from './operation-table.ts'
import * as routing from './routing.ts'

describe('a plain path', () => {
  it.each([
    '/api/products/%C3%84PPLAR%C3%96',
    '/api/images/a%20b.png',
    '/api/products/100%25',
    '/api/products/a..b',
    '/carts/.x',
  ])('may hold %s', (path) => expect(routing.isPlainPath(path)).toBe(true))

  it.each([
    '/api/products/../internal/log',
    '/api/products/%2e%2e/internal/log',
    '/api/products/.%2E/internal/log',
    '/api/products/%252e%252e/internal/log',
    '/api/products/%25252e%25252e/internal/log',
    '/api/products/%252e%252e/internal/log/%25zz',
    '/api/products/..%2finternal/log',
    '/api/products%5c..%5cinternal',
    '/api/products//internal/log',
    '/api/products/a%0d%0ab',
    '/api/products/%00',
  ])('may not be %s', (path) => expect(routing.isPlainPath(path)).toBe(false))

  it('never becomes an internal one, however often it is decoded', () => {
    const encode = (text: string, times: number): string =>
      times === 0
        ? text
        : encode(
            text.replace(/[%./]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
            times - 1,
          )
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('..', './..', '../..'),
        (times, climb) => {
          expect(routing.isPlainPath(`/api/products/${encode(climb, times)}/internal/log`)).toBe(
            false,
          )
        },
      ),
    )
  })
})

describe('what a request is', () => {
  it('is a sign-in when it tries credentials, not when it refreshes or leaves', () => {
    const isSignIn = (method: string, path: string) =>
      routing.isSignIn({ method, path } as Operation)
    expect(isSignIn('POST', '/api/auth/login')).toBe(true)
    expect(isSignIn('POST', '/api/auth/register')).toBe(true)
    expect(isSignIn('POST', '/api/auth/refresh')).toBe(false)
    expect(isSignIn('POST', '/api/auth/logout')).toBe(false)
    expect(isSignIn('GET', '/api/auth/login')).toBe(false)
  })

  it('waits longer when it prefers to wait', () => {
    expect(routing.timeoutOf(undefined, 15_000)).toBe(15_000)
    expect(routing.timeoutOf('wait=5', 15_000)).toBe(15_000)
    expect(routing.timeoutOf('respond-async, wait=30', 15_000)).toBe(35_000)
    expect(routing.timeoutOf('wait=9999', 15_000)).toBe(35_000)
  })
})
