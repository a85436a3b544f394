import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkout } from '../runner/plan/layout.ts'
import { licenceFaults, type Shipped } from './agreed.ts'
import { shippedPackages } from './licences.ts'

const shipped = (licence: string, name = 'thing'): Shipped => ({ name, version: '1.0.0', licence })
const agrees = (licence: string, name?: string) =>
  licenceFaults([shipped(licence, name)]).length === 0

describe('the licences of what ships', () => {
  it('are all agreed to', () => {
    const packages = shippedPackages(
      JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')),
    )
    expect(packages.length).toBeGreaterThan(100)
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['hono', 'sharp']))
    expect(licenceFaults(packages)).toEqual([])
  })

  it('are read without what is ours or only for development', () => {
    const packages = {
      '': { license: 'Apache-2.0' },
      'services/orders': { version: '0.1.0' },
      'node_modules/@comptoir/orders': { link: true },
      'node_modules/vitest': { version: '5.1.1', license: 'MIT', dev: true },
      'node_modules/a/node_modules/@b/c': { version: '1.0.0', license: 'ISC' },
      'node_modules/d': { version: '2.0.0' },
    }
    expect(shippedPackages({ packages })).toEqual([
      { name: '@b/c', version: '1.0.0', licence: 'ISC' },
      { name: 'd', version: '2.0.0', licence: 'unknown' },
    ])
  })

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND OFL-1.1', true],
    ['MIT AND GPL-3.0-only', false],
    ['AGPL-3.0-only', false],
    ['LGPL-3.0-or-later', false],
    ['SEE LICENSE IN LICENSE', false],
    ['unknown', false],
  ])('%s: %s', (licence, agreed) => {
    expect(agrees(licence)).toBe(agreed)
  })

  it('make an exception for a library that can be replaced, and only for it', () => {
    expect(agrees('LGPL-3.0-or-later', '@img/sharp-libvips-linux-x64')).toBe(true)
    expect(agrees('GPL-3.0-only', '@img/sharp-libvips-linux-x64')).toBe(false)
  })
})
