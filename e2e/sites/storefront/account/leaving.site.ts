import { expect, type Page } from '@playwright/test'
import { password, register } from '../../../src/shopper.ts'
import { enter, openAccount } from '../../kit/open-account.ts'
import { test } from '../../kit/test.ts'

/** Longer than a page takes to notice who is here. */
const slowMs = 4_500
const slow = () => new Promise((resolve) => setTimeout(resolve, slowMs))

/** Another tab of the same browser, with something that its person typed. */
async function openTab(page: Page): Promise<Page> {
  const tab = await page.context().newPage()
  await tab.goto('/fr/account/profile')
  await expect(tab.getByLabel('Prénom')).toHaveValue('Camille')
  await tab.evaluate(() => sessionStorage.setItem('comptoir.chat.draft', '{"text":"Secret"}'))
  return tab
}

async function expectLetGo(tab: Page): Promise<void> {
  await expect(tab.getByRole('heading', { name: 'Connectez-vous' })).toBeVisible()
  await expect(tab.getByLabel('Prénom')).toHaveCount(0)
  expect(await tab.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('Secret')
}

// requests of a service worker could not be held up
const withoutWorker = { serviceWorkers: 'block' } as const
const blocked = /Service Worker registration blocked/

test('whoever signs out in one tab is out of sight in the others, and is led on however slowly', async ({
  newVisitor,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 401/)
  browserFaults.allow(blocked)
  const page = await (await newVisitor(withoutWorker)).newPage()
  await openAccount(page, shop)
  const tab = await openTab(page)
  // the cookie is there, and the way on is not
  await page.route('**/bff/session/end', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 })
    await slow()
    await route.fulfill({ response })
  })
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await expectLetGo(tab)
  await page.waitForURL(/\/fr$/)
  await expect(page.getByRole('link', { name: 'Se connecter' })).toBeVisible()
})

test('somebody else who signs in is led on however slowly the next page comes', async ({
  newVisitor,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(blocked)
  const page = await (await newVisitor(withoutWorker)).newPage()
  await openAccount(page, shop)
  const other = await register(shop.api)
  const next = '/fr/account/profile'
  await page.route(
    (url) => url.pathname === next,
    async (route) => {
      await slow()
      await route.continue()
    },
  )
  await enter(page, other, next)
  await expect(page.getByText(other.email).first()).toBeVisible()
})

test('an account that is deleted is out of sight in other tabs, and its receipt stays', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 401/)
  await openAccount(page, shop, '/fr/account/privacy')
  const tab = await openTab(page)
  const section = page.getByRole('region', { name: 'Supprimer le compte' })
  await section.getByLabel('Mot de passe actuel').fill(password)
  await section.getByRole('button', { name: 'Supprimer mon compte' }).click()
  const receipt = page.getByRole('heading', { name: 'Votre compte est supprimé' })
  await expect(receipt).toBeVisible()
  await expectLetGo(tab)
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await slow()
  await expect(receipt).toBeVisible()
})
