import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, type TestInfo } from '@playwright/test'

/** Where README and docs show screens from; without it they are kept with the results of the run. */
const folder = process.env['SITES_SCREENS']

type Screen = {
  readonly info: TestInfo
  readonly file: string
  readonly bytesAtMost: number
}

/** Saves what a page shows as a picture that is small enough to be shown elsewhere. */
export async function saveScreen(page: Page, { info, file, bytesAtMost }: Screen): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  const path = join(folder ?? info.outputPath(), file)
  await page.screenshot({ path, type: 'jpeg', quality: 82, animations: 'disabled' })
  expect(statSync(path).size).toBeLessThanOrEqual(bytesAtMost)
}
