import { expect } from '@playwright/test'
import { holdRequests } from '../../kit/network-faults.ts'
import { confirm, newOrder, openAs, test } from '../../kit/office.ts'

test('an order is found, opened and left, and the list is as it was', {
  tag: '@short',
}, async ({ page, shop }) => {
  const { number } = await newOrder(shop)
  await openAs(page, shop.platform.staff, '/orders')
  const list = page.getByRole('table', { name: 'Commandes' })
  await page.getByRole('searchbox', { name: 'Rechercher' }).fill(number)
  await expect(list.getByRole('row')).toHaveCount(2)
  await page.waitForURL(`**/orders?q=${number}`)
  // a mark that only lasts as long as the list itself
  await list.evaluate((element) => element.setAttribute('data-witness', 'here'))
  await list.getByRole('link', { name: number }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`)
  await page.waitForURL(`**/summary?q=${number}`)
  await page.goBack()
  await expect(list).toHaveAttribute('data-witness', 'here')
  await expect(page.getByRole('searchbox', { name: 'Rechercher' })).toHaveValue(number)
  await expect(list.getByRole('row')).toHaveCount(2)
})

test('filters are chips in the address, and Back undoes one step', async ({ page, shop }) => {
  await openAs(page, shop.platform.staff, '/orders')
  await page.getByRole('button', { name: 'À préparer' }).click()
  await page.waitForURL('**/orders?status=processing')
  await page.getByRole('button', { name: 'Filtres' }).click()
  await page.getByLabel('Total à partir de').fill('10')
  await page.getByRole('button', { name: 'Ajouter un filtre' }).click()
  await page.waitForURL('**/orders?status=processing&min=10')
  await expect(
    page.getByRole('button', { name: /Retirer le filtre Total à partir de/ }),
  ).toBeVisible()
  await page.goBack()
  await page.waitForURL('**/orders?status=processing')
  await page.getByRole('button', { name: /Retirer le filtre État/ }).click()
  await page.waitForURL('**/orders')
})

test('a list is used by keyboard alone: search, move, choose, open', async ({ page, shop }) => {
  const { number } = await newOrder(shop)
  await openAs(page, shop.platform.staff, '/orders')
  const rows = page.getByRole('table', { name: 'Commandes' }).getByRole('row')
  await expect(rows.nth(1)).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type(number)
  await expect(rows).toHaveCount(2)
  await page.keyboard.press('Enter')
  const chosen = page.getByRole('region', { name: '1 ligne choisie' })
  await page.keyboard.press('a')
  await expect(chosen).toBeVisible()
  await page.keyboard.press('a')
  await expect(chosen).toHaveCount(0)
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+X')
  await expect(chosen).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`)
})

test('a view is saved, opened again and deleted', async ({ page, shop }) => {
  const name = `Chères ${Date.now()}`
  await openAs(page, shop.platform.staff, '/orders?min=100&sort=-total')
  await page.getByRole('button', { name: 'Enregistrer cette vue' }).click()
  await page.getByLabel('Nom de la vue').fill(name)
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const view = page.getByRole('button', { name, exact: true })
  await expect(view).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Toutes' }).click()
  await expect(view).toHaveAttribute('aria-pressed', 'false')
  await view.click()
  await page.waitForURL(/\/orders\?.*min=100/)
  await page.getByRole('button', { name: `Supprimer la vue ${name}` }).click()
  await expect(view).toHaveCount(0)
})

test('a saga is shown in lanes, and woken with a reason that stays on the order', async ({
  page,
  shop,
}) => {
  const { number, orderId } = await newOrder(shop, 'pm_card_chargeDeclined')
  await openAs(page, shop.platform.staff, `/orders/${orderId}/saga`)
  const story = page.getByRole('table', { name: 'Déroulement' })
  for (const lane of ['Commande', 'Déroulement', 'orders', 'inventory', 'payments']) {
    await expect(story.getByRole('columnheader', { name: lane, exact: true })).toBeVisible()
  }
  await expect(page.getByRole('status').filter({ hasText: 'en direct' })).toBeVisible()
  const reason = `Le client de ${number} a téléphoné`
  await page.getByRole('button', { name: 'Réveiller' }).click()
  await confirm(page, 'Réveiller', { fields: { Motif: reason } })
  await page.getByRole('link', { name: 'Résumé' }).click()
  await expect(page.getByText(reason)).toBeVisible()
})

test('a part of an order is refunded, and what is left is shown', async ({ page, shop }) => {
  const { orderId } = await newOrder(shop)
  await openAs(page, shop.platform.staff, `/orders/${orderId}/payments`)
  await page.getByRole('button', { name: 'Rembourser' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rembourser' })
  await dialog.getByLabel('Une partie').check()
  await dialog.getByLabel('Montant en euros').fill('5,00')
  await expect(dialog).toContainText('5,00')
  await dialog.getByLabel('Motif').fill('rayure')
  await dialog.getByRole('button', { name: 'Rembourser' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('listitem').filter({ hasText: 'rayure' })).toContainText('5,00')
})

test('a note that is not sent yet is not lost by leaving', async ({ page, shop }) => {
  const { orderId, number } = await newOrder(shop)
  await openAs(page, shop.platform.staff, `/orders/${orderId}/summary`)
  await page.getByLabel('Nouvelle note').fill('À rappeler demain')
  await page.getByRole('link', { name: 'Retour à la liste' }).click()
  const dialog = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' })
  await dialog.getByRole('button', { name: 'Rester' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`)
  await page.getByRole('button', { name: 'Ajouter la note' }).click()
  await expect(page.getByLabel('Nouvelle note')).toHaveValue('')
  await page.getByRole('link', { name: 'Retour à la liste' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Commandes' })).toBeVisible()
})

test('what is typed while a note is on its way is still to be added', async ({ page, shop }) => {
  const { orderId } = await newOrder(shop)
  const letGo = await holdRequests(page, `**/api/orders/${orderId}/notes`)
  await openAs(page, shop.platform.staff, `/orders/${orderId}/summary`)
  const field = page.getByLabel('Nouvelle note')
  await field.fill('À rappeler')
  const answer = page.waitForResponse(`**/api/orders/${orderId}/notes`)
  await page.getByRole('button', { name: 'Ajouter la note' }).click()
  await field.fill('Puis à facturer')
  letGo()
  await answer
  await expect(page.getByText('À rappeler')).toBeVisible()
  await expect(field).toHaveValue('Puis à facturer')
  await page.getByRole('button', { name: 'Ajouter la note' }).click()
  await expect(field).toHaveValue('')
})
