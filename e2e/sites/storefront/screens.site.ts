import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { test } from '../kit/test.ts'

/** Where README and docs show them from; without it they are kept with the results of the run. */
const folder = process.env['SITES_SCREENS']
const bytesAtMost = 150_000

const screens = [
  { name: 'home', path: '/fr', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'category', path: '/en/c/maison', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'product', path: '/fr/p/cocotte-fonte', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'phone', path: '/fr', width: 390, height: 844, colorScheme: 'dark' },
] as const

for (const { name, path, width, height, colorScheme } of screens) {
  test(`the screen ${name} can be shown`, async ({ newVisitor }, info) => {
    const visitor = await newVisitor({ viewport: { width, height }, colorScheme })
    const page = await visitor.newPage()
    await page.goto(path, { waitUntil: 'networkidle' })
    const file = join(folder ?? info.outputPath(), `storefront-${name}.jpg`)
    await page.screenshot({ path: file, type: 'jpeg', quality: 82 })
    expect(statSync(file).size).toBeLessThanOrEqual(bytesAtMost)
  })
}
