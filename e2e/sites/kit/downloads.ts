import { readFile } from 'node:fs/promises'
import type { Locator } from '@playwright/test'

type Downloaded = { readonly name: string; readonly bytes: Buffer }

/** The file that a click on a button or a link hands over. */
export async function download(pressed: Locator): Promise<Downloaded> {
  const coming = pressed.page().waitForEvent('download')
  await pressed.click()
  const file = await coming
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}
