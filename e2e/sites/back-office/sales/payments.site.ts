import { expect } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { readLedger } from '../../../src/ledger.ts'
import { loseAnswer, makeUnavailable } from '../../kit/network-faults.ts'
import { euros, newOrder, openAs, test } from '../../kit/office.ts'
import { type Dispute, disputeOf, readIntent } from '../../kit/office-work/disputes.ts'

test('half of a payment is refunded, once though its answer was lost', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/net::ERR_FAILED/)
  const { orderId, payment, totals } = await newOrder(shop)
  const half = Math.floor(totals.grandTotal.amount / 2)
  await openAs(page, shop.platform.staff, `/payments?orderId=${orderId}`)
  await page.getByRole('table', { name: 'Paiements' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `Paiement ${payment.paymentIntentId}`,
  )
  await loseAnswer(page, '**/refunds')
  await page.getByRole('button', { name: 'Rembourser' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rembourser' })
  await dialog.getByLabel('Une partie').check()
  await dialog.getByLabel('Montant', { exact: false }).fill(euros(half))
  await expect(dialog).toContainText(`${euros(half)}\u00a0€ sont rendus`)
  await dialog.getByLabel('Motif').fill('moitié rayée')
  await dialog.getByRole('button', { name: 'Rembourser' }).click()
  await expect(dialog).toHaveCount(0)
  const row = page.getByRole('table', { name: 'Mouvements' }).getByRole('row')
  await expect(row.filter({ hasText: 'moitié rayée' })).toContainText(euros(half))
  const { refunded, refunds } = await eventually(
    'the refund to have reached the customer',
    () => readIntent(shop, payment.paymentIntentId),
    (intent) => intent.refunded.amount === half,
  )
  expect(refunds).toHaveLength(1)
  expect(refunded.amount).toBe(half)
  expect(await readLedger(shop.platform, orderId)).toMatchObject({ refunded: half })
})

test('a refund of more than was taken is not sent, and what was typed stays', async ({
  page,
  shop,
}) => {
  const { payment } = await newOrder(shop)
  await openAs(page, shop.platform.staff, `/payments/${payment.paymentIntentId}`)
  await page.getByRole('button', { name: 'Rembourser' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rembourser' })
  await dialog.getByLabel('Une partie').check()
  await dialog.getByLabel('Montant', { exact: false }).fill('9999')
  await expect(dialog).toContainText('Choisissez un montant')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.getByRole('button', { name: 'Rembourser' }).click()
  await expect(dialog.getByLabel('Montant', { exact: false })).toHaveValue(/9999/)
  expect((await readIntent(shop, payment.paymentIntentId)).refunds).toHaveLength(0)
})

test('a dispute is answered in time, once', async ({ page, shop }) => {
  const { api, platform } = shop
  const token = await shop.staff()
  const { orderId, payment } = await newOrder(shop, 'pm_card_createDispute')
  const { id } = await disputeOf(shop, payment.paymentIntentId)
  await openAs(page, platform.staff, `/payments/${payment.paymentIntentId}`)
  const ledger = page.getByRole('table', { name: 'Mouvements' })
  await ledger.getByRole('link', { name: id }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Litige ${id}`)
  await expect(
    page.getByRole('article').getByText(/Il reste \d+ jours pour répondre/),
  ).toBeVisible()
  const text = `Commande ${orderId} livrée et signée par le client.`
  await page.getByLabel('Ce que vous répondez').fill(text)
  // what was typed is there after a reload
  await page.reload({ waitUntil: 'commit' })
  await expect(page.getByLabel('Ce que vous répondez')).toHaveValue(text)
  await page.getByRole('button', { name: 'Répondre' }).click()
  const dialog = page.getByRole('dialog', { name: 'Répondre' })
  await expect(dialog).toContainText(`${text.length} caractères, 0 pièce`)
  await dialog.getByRole('button', { name: 'Répondre' }).click()
  await expect(page.getByText('Le prestataire a la réponse')).toBeVisible()
  await expect(page.getByLabel('Ce que vous répondez')).toHaveCount(0)
  const { body } = await api<Dispute>(`GET /api/disputes/${id}`, { token })
  expect(body.answer).toMatchObject({ text })
  expect(body.answer?.sentAt).toBeDefined()
  await page.goto('/payments/disputes')
  const list = page.getByRole('table', { name: 'Litiges' })
  await expect(list.getByRole('row').filter({ hasText: id })).toContainText('Examiné par la banque')
})

test('payouts are read, and each says whether its lines make it', async ({ page, shop }) => {
  const { platform } = shop
  await newOrder(shop)
  const authorization = `Basic ${btoa(`${platform.stripeSecretKey}:`)}`
  const paidOut = await fetch(`${platform.simulatorUrl}/payouts`, {
    method: 'POST',
    headers: { authorization },
  })
  expect(paidOut.status).toBe(200)
  await openAs(page, platform.staff, '/payments/payouts')
  await page.getByRole('button', { name: 'Lire les virements maintenant' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Lu :' })).toBeVisible({
    timeout: 30_000,
  })
  const list = page.getByRole('table', { name: 'Virements du prestataire' })
  await list.getByRole('link').first().click()
  await expect(page.getByText('Les lignes font le montant du virement.')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Lignes' }).getByRole('row').nth(1)).toBeVisible()
})

test('payments that cannot be read say so, and are read once they can', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 503/)
  const { orderId } = await newOrder(shop)
  await makeUnavailable(page, '**/api/payment-intents?*')
  await openAs(page, shop.platform.staff, `/payments?orderId=${orderId}`)
  await expect(page.getByRole('alert')).toContainText('Un service ne répond pas')
  await page.unroute('**/api/payment-intents?*')
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await expect(page.getByRole('table', { name: 'Paiements' }).getByRole('row')).toHaveCount(2)
})
