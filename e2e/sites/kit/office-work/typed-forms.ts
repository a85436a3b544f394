import { expect, type Locator, type Page } from '@playwright/test'
import { keepDown, processesOf } from '../../../faults/kit/processes.ts'
import type { BrowserFaults } from '../browser-faults.ts'
import { newWord, openAs } from '../office.ts'
import type { Shop } from '../test.ts'

/** Words that nothing else in the shop has. */
export const newWords = () => `Mots ${newWord()}`

/** Fields, and what is typed there. */
type Words = readonly [Word, ...Word[]]
type Word = readonly [Locator, string]

/** A form that somebody fills in. */
export type TypedForm = {
  readonly path: string
  readonly person?: { readonly email: string; readonly password: string }
  /** Where it stands, from its opening on. */
  readonly within: (page: Page) => Locator
  /** Opens a dialog: what is typed there is kept while the page is open, not over a reload. */
  readonly open?: string
  readonly words: (within: Locator) => Words
  readonly choose?: (within: Locator) => Promise<unknown>
  /** Shows what saving comes to, where a form is saved only from there; what is shown does not outlive a reload. */
  readonly preview?: (within: Locator) => Promise<unknown>
  readonly save: string
  /** Saving asks once more, in a dialog of the same name. */
  readonly asksAgain?: boolean
  /** How often it was saved; the shop that does not answer is no number. */
  readonly times: () => Promise<number>
  readonly undo?: () => Promise<unknown>
}

export const main = (page: Page) => page.getByRole('main')
export const dialog = (name: string) => (page: Page) => page.getByRole('dialog', { name })

/** What staff read of the shop: nothing, when it does not answer. */
export async function read<T>({ api, staff }: Shop, path: string, token?: string): Promise<T> {
  const answer = await api<T>(`GET ${path}`, { token: token ?? (await staff()) })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  return answer.body
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Every word is where it was typed. */
async function expectWords({ words }: TypedForm, within: Locator): Promise<void> {
  for (const [field, text] of words(within)) {
    await expect(field).toHaveValue(new RegExp(escaped(text)), { timeout: 60_000 })
  }
}

const failing = /ne répond pas|n’est peut-être pas partie|pas enregistré|Rien n’a été enregistré/

type Stage = { readonly page: Page; readonly shop: Shop; readonly browserFaults: BrowserFaults }

/** Fills in a form, has a service killed and kept down, and sends it: nothing is lost, and once the service is back it is saved once. */
export async function expectNothingLost(
  { page, shop, browserFaults }: Stage,
  service: string,
  form: TypedForm,
): Promise<void> {
  // that a service is missing is in the console, too
  browserFaults.allow(/Failed to load resource/)
  page.on('dialog', (asked) => void asked.accept())
  await openAs(page, form.person ?? shop.platform.staff, form.path)
  if (form.open) await main(page).getByRole('button', { name: form.open, exact: true }).click()
  const within = form.within(page)
  const button = (where: Locator) => where.getByRole('button', { name: form.save, exact: true })
  const asked = form.asksAgain ? dialog(form.save)(page) : within
  async function save(): Promise<void> {
    await button(within).click()
    if (form.asksAgain) await button(asked).click()
  }
  await form.choose?.(within)
  for (const [field, text] of form.words(within)) await field.fill(text)
  await form.preview?.(within)
  await keepDown(processesOf(shop.platform), service, async () => {
    await save()
    const alert = asked.getByRole('alert').filter({ hasText: failing }).first()
    await expect(alert).toBeVisible({ timeout: 90_000 })
    await expectWords(form, within)
    if (form.open) return
    // asked for again, the page says what is missing, unless it needs nothing of the service
    await page.reload()
    const failed = page.getByText(failing).filter({ visible: true })
    const [[field]] = form.words(within)
    await expect(failed.or(field).first()).toBeVisible({ timeout: 90_000 })
  })
  await expect.poll(() => form.times().catch(String), { timeout: 90_000 }).toBe(0)
  if (!form.open) await page.reload()
  await expectWords(form, within)
  await form.preview?.(within)
  await save()
  await expect.poll(() => form.times().catch(String), { timeout: 60_000 }).toBe(1)
  // nothing that was saved is still to be
  if (!form.open) {
    await expect(within.getByRole('alert').filter({ hasText: failing })).toHaveCount(0)
  } else await expect(within).toHaveCount(0)
  expect(await form.times()).toBe(1)
  await form.undo?.()
}
