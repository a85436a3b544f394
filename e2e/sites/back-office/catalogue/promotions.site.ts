import { expect, type Page } from '@playwright/test'
import { newCode, promote } from '../../../src/promotions.ts'
import { sell } from '../../../src/shopper.ts'
import { loseAnswers } from '../../kit/network-faults.ts'
import { confirm, openAs, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

type Cart = {
  readonly cartId: string
  readonly cartToken: string
  readonly promotions?: readonly { readonly code?: string; readonly amount: { amount: number } }[]
  readonly rejectedCodes?: readonly { readonly code: string; readonly reason: string }[]
}

const tenPercent = { benefit: { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 } }

/** A colleague gives a promotion another name. */
async function rename({ api, staff }: Shop, promotionId: string, fr: string): Promise<void> {
  const token = await staff()
  const path = `/api/promotions/${promotionId}`
  const { body: read } = await api<object>(`GET ${path}`, { token })
  const { status } = await api(`PUT ${path}`, { token, body: { ...read, name: { fr } } })
  expect(status).toBe(200)
}

/** The cart of a guest, with a code. */
async function guestCart({ api }: Shop, sku: string, code: string): Promise<Cart> {
  const opened = await api<Cart>('PUT /cart', { body: { lines: [{ sku, quantity: 1 }] } })
  const { cartId, cartToken } = opened.body
  const headers = { 'cart-token': cartToken }
  return (await api<Cart>(`PUT /carts/${cartId}/coupons/${code}`, { headers })).body
}

/** Presses a button, and the same one in the dialog that says what comes of it. */
async function decide(page: Page, action: string, says: string): Promise<void> {
  await page.getByRole('button', { name: action, exact: true }).click()
  await confirm(page, action, { says })
}

test('a promotion is made, published, tried, and its code works in a cart until it is paused', async ({
  page,
  shop,
}) => {
  const sku = await sell(shop.api, await shop.staff(), { price: 2_000, stock: 5 })
  const code = newCode()
  await openAs(page, shop.platform.staff, '/promotions')
  await page.getByRole('link', { name: 'Nouvelle promotion' }).click()
  await page
    .getByRole('group', { name: 'Nom que lit le client' })
    .getByLabel('Français')
    .fill(`Offre ${code}`)
  await page.getByLabel('Code', { exact: true }).fill(code)
  const percent = page.getByLabel('Pourcentage')
  await percent.fill('')
  await percent.pressSequentially('12.5')
  await expect(percent).toHaveValue('12.5 %')
  await expect(page.getByText(`Avec le code ${code}, 12,5`)).toBeVisible()
  await page.getByRole('button', { name: 'Créer le brouillon' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Offre ${code}`)
  await decide(page, 'Publier', `Avec le code ${code}`)
  await expect(page.getByRole('article').getByText('En cours', { exact: true })).toBeVisible()
  await expect
    .poll(async () => (await guestCart(shop, sku, code)).promotions)
    .toMatchObject([{ code, amount: { amount: 250 } }])

  await page.getByRole('link', { name: 'Essai' }).click()
  await page.getByLabel('Articles').fill(`${sku} 2`)
  await page.getByRole('button', { name: 'Essayer' }).click()
  await expect(page.getByText('La promotion s’applique')).toContainText('5,00')

  await decide(page, 'Mettre en pause', 'Elle ne vaut plus')
  await expect
    .poll(async () => (await guestCart(shop, sku, code)).rejectedCodes)
    .toMatchObject([{ code, reason: 'paused' }])
  await page.getByRole('button', { name: 'Essayer' }).click()
  await expect(page.getByText('La promotion ne s’applique pas à ce panier.')).toBeVisible()
  await expect(page.getByText(`${code} :`)).toBeVisible()
})

test('codes are made in a batch, and one that is revoked is worth nothing', async ({
  page,
  shop,
}) => {
  const sku = await sell(shop.api, await shop.staff(), { price: 2_000, stock: 5 })
  const { promotionId } = await promote(shop.api, await shop.staff(), tenPercent)
  await openAs(page, shop.platform.staff, `/promotions/${promotionId}/codes`)
  await page.getByLabel('Combien').fill('3')
  await page.getByLabel('Nom du lot').fill('Salon')
  await page.getByRole('button', { name: 'Créer les codes' }).click()
  const batch = page.getByRole('table', { name: 'Lots' }).getByRole('row', { name: /Salon/ })
  await batch.getByRole('button', { name: 'Voir les codes du lot Salon' }).click()
  const codes = page.getByRole('table', { name: 'Codes' }).getByRole('row')
  await expect(codes).toHaveCount(4)
  const [first = '', second = ''] = await codes.locator('code').allTextContents()
  await codes.filter({ hasText: first }).getByRole('button', { name: 'Révoquer' }).click()
  const dialog = page.getByRole('dialog', { name: 'Révoquer' })
  await expect(dialog).toContainText(first)
  await dialog.getByRole('button', { name: 'Révoquer' }).click()
  await expect(codes.filter({ hasText: first })).toContainText('Révoqué')
  await expect
    .poll(async () => (await guestCart(shop, sku, second)).promotions)
    .toMatchObject([{ code: second }])
  expect((await guestCart(shop, sku, first)).promotions).toBeUndefined()
})

test('a batch whose answer was lost is made once, though it is sent again after a reload', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/net::ERR_FAILED/)
  page.on('dialog', (asked) => void asked.accept())
  const token = await shop.staff()
  const { promotionId } = await promote(shop.api, token, tenPercent)
  await openAs(page, shop.platform.staff, `/promotions/${promotionId}/codes`)
  await page.getByLabel('Combien').fill('3')
  await page.getByLabel('Nom du lot').fill('Foire')
  const answerAgain = await loseAnswers(page, `**/api/promotions/${promotionId}/codes`)
  await page.getByRole('button', { name: 'Créer les codes' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible({
    timeout: 60_000,
  })
  await answerAgain()
  await page.reload()
  await expect(page.getByLabel('Nom du lot')).toHaveValue('Foire')
  await page.getByRole('button', { name: 'Créer les codes' }).click()
  await expect(page.getByText('3 codes créés')).toBeVisible()
  const path = `GET /api/promotions/${promotionId}/code-batches`
  const { body } = await shop.api<{ items: object[] }>(path, { token })
  expect(body.items).toHaveLength(1)
})

test('what a colleague saved meanwhile and what one typed are both kept', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 412/)
  const token = await shop.staff()
  const { promotionId, code } = await promote(shop.api, token, tenPercent)
  await openAs(page, shop.platform.staff, `/promotions/${promotionId}/rule`)
  await page.getByLabel('Utilisations en tout').fill('7')
  await rename(shop, promotionId, `Autre ${code}`)
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  const dialog = page.getByRole('dialog', { name: /Quelqu’un d’autre a enregistré/ })
  await dialog.getByRole('button', { name: 'Garder et enregistrer' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Autre ${code}`)
  const { body } = await shop.api<object>(`GET /api/promotions/${promotionId}`, { token })
  expect(body).toMatchObject({ name: { fr: `Autre ${code}` }, limits: { uses: 7 } })
})

test('what a colleague changed meanwhile is shown after a refusal, and the promotion can be paused', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 412/)
  const token = await shop.staff()
  const { promotionId, code } = await promote(shop.api, token, tenPercent)
  await openAs(page, shop.platform.staff, `/promotions/${promotionId}/figures`)
  const pause = page.getByRole('button', { name: 'Mettre en pause', exact: true })
  await expect(pause).toBeVisible()
  await rename(shop, promotionId, `Autre ${code}`)
  await pause.click()
  const dialog = page.getByRole('dialog', { name: 'Mettre en pause' })
  await dialog.getByRole('button', { name: 'Mettre en pause' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(page.locator('h1', { hasText: `Autre ${code}` })).toHaveCount(1)
  await dialog.getByRole('button', { name: 'Mettre en pause' }).click()
  await expect(page.getByRole('article').getByText('En pause', { exact: true })).toBeVisible()
})

test('a code that another promotion has is refused, and the form keeps what was typed', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 409/)
  const { code } = await promote(shop.api, await shop.staff(), {
    benefit: { kind: 'free_shipping' },
  })
  await openAs(page, shop.platform.staff, '/promotions/new')
  await page
    .getByRole('group', { name: 'Nom que lit le client' })
    .getByLabel('Français')
    .fill('Doublon')
  await page.getByLabel('Code', { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Créer le brouillon' }).click()
  await expect(page.getByRole('alert')).toContainText('Rien n’a été enregistré')
  await expect(page.getByText('C’est déjà pris.')).toBeVisible()
  await expect(page.getByLabel('Code', { exact: true })).toHaveValue(code)
})
