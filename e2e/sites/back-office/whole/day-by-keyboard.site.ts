import { expect } from '@playwright/test'
import { onHand, sell } from '../../../src/shopper.ts'
import { openChat } from '../../../support/conversations.ts'
import { agentOf } from '../../kit/chatting.ts'
import { euros, newOrder, newWord, openAs, readOrder, test } from '../../kit/office.ts'
import { readyShipment } from '../../kit/office-work/after-sale.ts'
import { keysOf } from '../../kit/office-work/keyboard.ts'

// the rest of the day: a product with twelve variants in product.site.ts, a dead letter in platform.site.ts

test('goods of two SKUs are received by keyboard alone, from the door on', async ({
  page,
  shop,
}) => {
  const token = await shop.staff()
  const skus = [
    await sell(shop.api, token, { price: 1_000, stock: 0 }),
    await sell(shop.api, token, { price: 1_000, stock: 0 }),
  ]
  await page.goto('/')
  const keys = keysOf(page)
  await keys.tabTo(page.getByLabel('E-mail'))
  await keys.type(shop.platform.staff.email)
  await keys.tabTo(page.locator('input[name=password]'))
  await keys.type(`${shop.platform.staff.password}\n`)
  await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible()
  await keys.open('Réception')
  await expect(page.getByRole('textbox', { name: 'Référence' })).toBeFocused()
  for (const sku of skus) {
    await keys.type(`${sku}\n12\n`)
    await expect(page.getByRole('row').filter({ hasText: sku })).toContainText('12 en main')
  }
  keys.report('sign in and receive two SKUs')
  for (const sku of skus) {
    expect(await onHand(shop.api, token, sku)).toMatchObject({ onHand: 12 })
  }
})

test('ten orders are chosen, printed as one PDF and handed over by keyboard alone', async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000)
  const ready = await Promise.all(Array.from({ length: 10 }, () => readyShipment(shop)))
  await openAs(page, shop.platform.staff, '/')
  const keys = keysOf(page)
  await keys.open('Expéditions')
  await keys.activate(page.getByRole('button', { name: 'À imprimer et remettre' }))
  const list = page.getByRole('table', { name: 'Expéditions' })
  const left = new Set(ready.map(({ order }) => order.number))
  await expect(list.getByRole('link', { name: [...left][0] ?? '', exact: true })).toBeVisible()
  while (left.size > 0) {
    await keys.press('j')
    const number = await list.locator('tr[data-active]').getByRole('link').innerText()
    if (left.delete(number)) await keys.press('x')
  }
  await keys.press('e')
  const print = page.getByRole('button', { name: 'Imprimer les étiquettes' })
  await expect(print).toBeFocused()
  await keys.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Imprimer les étiquettes' })
  await keys.activate(dialog.getByRole('button', { name: 'Préparer le PDF' }))
  await expect(dialog.getByRole('status')).toHaveText('10 étiquettes prêtes.')
  const pdf = page.waitForResponse(/\/api\/label-batches\/[^/]+\/pdf$/)
  await keys.activate(dialog.getByRole('button', { name: 'Ouvrir le PDF' }))
  expect((await (await pdf).headerValue('content-type')) ?? '').toContain('application/pdf')
  await keys.press('Escape')
  await expect(print).toBeFocused()
  await keys.activate(page.getByRole('button', { name: 'Préparer la remise' }))
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await keys.activate(page.getByRole('button', { name: 'Remettre 10 colis' }))
  const confirm = page.getByRole('dialog', { name: 'Remettre 10 colis' })
  await keys.activate(confirm.getByRole('button', { name: 'Remettre 10 colis' }))
  await expect(page.getByText('10 colis remis.')).toBeVisible()
  keys.report('print and ship ten orders')
  for (const { read } of ready) expect((await read()).status).toBe('in_transit')
})

test('half of an order is refunded by keyboard alone', async ({ page, shop }) => {
  const { number, orderId, totals } = await newOrder(shop)
  const half = Math.floor(totals.grandTotal.amount / 2)
  await openAs(page, shop.platform.staff, '/')
  const keys = keysOf(page)
  await keys.open(number)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await keys.tabTo(page.getByRole('link', { name: 'Résumé', exact: true }))
  await keys.walkTo(
    page.getByRole('main').getByRole('link', { name: 'Paiements', exact: true }),
    ...(['ArrowRight', 8] as const),
  )
  await keys.press('Enter')
  await keys.activate(page.getByRole('button', { name: 'Rembourser' }))
  const dialog = page.getByRole('dialog', { name: 'Rembourser' })
  await keys.tabTo(dialog.getByLabel('Tout ce qui reste'))
  await keys.press('ArrowDown')
  await expect(dialog.getByLabel('Une partie')).toBeChecked()
  await keys.tabTo(dialog.getByLabel('Montant en euros'))
  await keys.type(euros(half))
  await keys.tabTo(dialog.getByLabel('Motif'))
  await keys.type('rayure')
  await keys.activate(dialog.getByRole('button', { name: 'Rembourser' }))
  await expect(page.getByRole('listitem').filter({ hasText: 'rayure' })).toBeVisible()
  keys.report('refund half of an order')
  const read = async () => (await readOrder(shop, orderId)).payment.refunded?.amount
  await expect.poll(read, { timeout: 30_000 }).toBe(half)
})

test('a chat is taken and answered by keyboard alone', async ({ page, shop }) => {
  const name = `Gaston ${newWord()}`
  const chat = await openChat(shop.api, { body: 'Où est mon colis ?', name })
  // who waits longest comes first: in a shop that others use it is left alone in the list
  await page.route('**/api/support/conversations?*', async (route) => {
    const response = await route.fetch()
    const listed = (await response.json()) as { items: { conversationId: string }[] }
    const items = listed.items.filter((one) => one.conversationId === chat.conversationId)
    await route.fulfill({ response, json: { items } })
  })
  await openAs(page, shop.platform.staff, '/')
  const keys = keysOf(page)
  await keys.open('Messages')
  const conversations = page.getByRole('navigation', { name: 'Conversations' })
  await keys.activate(conversations.getByRole('link').filter({ hasText: name }))
  await expect(page.getByRole('heading', { level: 1, name })).toBeFocused()
  const take = page.getByRole('button', { name: 'Prendre', exact: true })
  await keys.activate(take)
  await expect(take).toHaveCount(0)
  const field = page.getByLabel('Votre réponse')
  await expect(field).toBeFocused()
  await keys.type('Il part ce soir.')
  await keys.press('Control+Enter')
  await expect(field).toHaveValue('')
  await expect(page.getByRole('log', { name: 'Ce qui a été dit' })).toContainText(
    'Il part ce soir.',
  )
  keys.report('take and answer a chat')
  expect(await agentOf(shop).timesSaid(chat, 'Il part ce soir.')).toBe(1)
})
