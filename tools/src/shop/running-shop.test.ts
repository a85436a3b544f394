import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { findAdmin, findStaff } from './running-shop.ts'

it('acts as who is named, and writes no secrets of its own', () => {
  const home = mkdtempSync(join(tmpdir(), 'comptoir-shop-'))
  vi.stubEnv('COMPTOIR_HOME', home)
  const staff = { STAFF_EMAIL: 'a@example.com', STAFF_PASSWORD: 'secret' }
  expect(findStaff(staff)).toEqual({ email: 'a@example.com', password: 'secret' })
  expect(findStaff({ STAFF_PASSWORD: 'secret' }).email).toBe('staff@comptoir.example')
  expect(() => findStaff({})).toThrow('Say who asks: STAFF_EMAIL and STAFF_PASSWORD')
  expect(existsSync(join(home, 'secrets.json'))).toBe(false)
  vi.unstubAllEnvs()
})

it('acts as the administrator of this shop where one is asked for', () => {
  const home = mkdtempSync(join(tmpdir(), 'comptoir-shop-'))
  vi.stubEnv('COMPTOIR_HOME', home)
  writeFileSync(
    join(home, 'secrets.json'),
    JSON.stringify({ adminPassword: 'of admin', staffPassword: 'of staff' }),
  )
  expect(findAdmin({})).toEqual({ email: 'admin@comptoir.example', password: 'of admin' })
  expect(findStaff({})).toEqual({ email: 'staff@comptoir.example', password: 'of staff' })
  vi.unstubAllEnvs()
})
