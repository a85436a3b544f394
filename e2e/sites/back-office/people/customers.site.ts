import { expect, type Page } from '@playwright/test'
import { type Api, eventually } from '../../../src/api.ts'
import { buyAsGuest } from '../../../src/guest.ts'
import { password, sell } from '../../../src/shopper.ts'
import { orderOf } from '../../kit/account.ts'
import { makeUnavailable } from '../../kit/network-faults.ts'
import { confirm, newColleague, newCustomer, openAs, test } from '../../kit/office.ts'

type Account = { userId: string; status: string; customerStatus: string; tags?: string[] }

/** The account of an email, as staff find it. */
async function accountOf(api: Api, token: string, email: string): Promise<Account> {
  const query = new URLSearchParams({ q: email })
  const { body } = await api<{ items: Account[] }>(`GET /api/users?${query}`, { token })
  const [account] = body.items
  if (!account) throw new Error(`nobody has ${email}`)
  return account
}

/** Presses a button that asks why, and says it. */
async function decide(page: Page, action: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: action }).click()
  await confirm(page, action, { fields: { Motif: reason } })
}

test('a customer is found, noted, made VIP with a reason, suspended and let in again', {
  tag: '@short',
}, async ({ page, shop }) => {
  const { api } = shop
  const token = await shop.staff()
  const { email, userId } = await newCustomer(shop)
  const now = () => accountOf(api, token, email)

  await openAs(page, shop.platform.staff, '/customers')
  const list = page.getByRole('table', { name: 'Clients' })
  await page.getByRole('searchbox', { name: 'Rechercher' }).fill(email)
  await expect(list.getByRole('row')).toHaveCount(2)
  await list.getByRole('link', { name: 'Camille Durand' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Camille Durand')
  await expect(page).toHaveURL(new RegExp(`/customers/${userId}\\?q=`))

  await page.getByLabel('Nouvelle note').fill('Préfère être appelée le soir')
  await page.getByRole('button', { name: 'Ajouter la note' }).click()
  await expect(page.getByLabel('Nouvelle note')).toHaveValue('')
  await expect(page.getByText('Préfère être appelée le soir')).toBeVisible()

  const reason = `Dix ans de fidélité, ${userId}`
  await page.getByRole('button', { name: 'Changer de groupe' }).click()
  const dialog = page.getByRole('dialog', { name: 'Changer de groupe' })
  await dialog.getByLabel('Nouveau groupe').selectOption('VIP')
  await expect(dialog).toContainText('du groupe Standard au groupe VIP')
  await dialog.getByLabel('Motif').fill(reason)
  await dialog.getByRole('button', { name: 'Changer de groupe' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await now()).toMatchObject({ customerStatus: 'vip', status: 'active' })

  const fraud = `Fraude signalée, ${userId}`
  await decide(page, 'Suspendre', fraud)
  await expect(page.getByRole('button', { name: 'Lever la suspension' })).toBeVisible()
  expect((await now()).status).toBe('suspended')
  const door = await api('POST /api/auth/login', { body: { email, password } })
  expect(door.status).toBe(403)
  await expectReasons(api, token, { userId, reasons: [reason, fraud] })
  await decide(page, 'Lever la suspension', 'Erreur de personne')
  await expect(page.getByRole('button', { name: 'Suspendre' })).toBeVisible()
  expect((await now()).status).toBe('active')
})

type Said = { readonly userId: string; readonly reasons: readonly string[] }

/** The audit log tells why something was done to somebody. */
async function expectReasons(api: Api, token: string, { userId, reasons }: Said): Promise<void> {
  type Entries = { items: { reason?: string }[] }
  await eventually(
    'the audit log to say why',
    () => api<Entries>(`GET /api/audit?person=${userId}`, { token }),
    ({ body }) => reasons.every((one) => body.items.some(({ reason }) => reason === one)),
  )
}

test('a note is deleted for everyone, and one that is not sent yet is not lost', async ({
  page,
  shop,
}) => {
  const token = await shop.staff()
  const { userId } = await newCustomer(shop)
  const path = `/api/users/${userId}/notes`
  await shop.api(`POST ${path}`, { token, body: { text: 'À vérifier' } })
  await openAs(page, shop.platform.staff, `/customers/${userId}`)
  await expect(page.getByText('À vérifier')).toBeVisible()
  await page.getByRole('button', { name: 'Supprimer la note' }).click()
  const dialog = page.getByRole('dialog', { name: 'Supprimer la note' })
  await expect(dialog).toContainText('À vérifier')
  await dialog.getByRole('button', { name: 'Supprimer la note' }).click()
  await expect(page.getByText(/^Aucune note/)).toBeVisible()
  const { body } = await shop.api<{ items: object[] }>(`GET ${path}`, { token })
  expect(body.items).toEqual([])

  await page.getByLabel('Nouvelle note').fill('À rappeler')
  await page.getByRole('link', { name: 'Retour à la liste' }).click()
  const leave = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' })
  await leave.getByRole('button', { name: 'Rester' }).click()
  await page.reload()
  await expect(page.getByLabel('Nouvelle note')).toHaveValue('À rappeler')
})

test('an erasure says what the law keeps, waits for open orders, and shows each service', async ({
  page,
  shop,
  browserFaults,
}) => {
  const { api } = shop
  const token = await shop.staff()
  const sku = await sell(api, token, { price: 1_500, stock: 5 })
  const { shopper, order } = await orderOf(shop, { sku, quantity: 1 })
  const open = await accountOf(api, token, shopper.email)
  await openAs(page, shop.platform.staff, `/customers/${open.userId}`)
  await expect(page.getByRole('link', { name: order.number })).toBeVisible()
  await page.getByRole('button', { name: 'Effacer cette personne' }).click()
  const dialog = page.getByRole('dialog', { name: 'Effacer cette personne' })
  await expect(dialog).toContainText('Factures et avoirs tels qu’émis, dix ans')
  await dialog.getByLabel('Motif').fill('Lettre du 30 novembre')
  browserFaults.allow(/status of 409/)
  await dialog.getByRole('button', { name: 'Effacer cette personne' }).click()
  await expect(dialog.getByRole('alert')).toContainText('commandes sont en cours')

  const { userId } = await newCustomer(shop)
  await page.goto(`/customers/${userId}`)
  await page.getByRole('button', { name: 'Effacer cette personne' }).click()
  await dialog.getByLabel('Motif').fill('Lettre du 30 novembre')
  await dialog.getByRole('button', { name: 'Effacer cette personne' }).click()
  await expect(page.getByText('Tous les services ont effacé la personne')).toBeVisible({
    timeout: 60_000,
  })
  await expect(page.getByText(/\/api\/erasure-receipts\//)).toBeVisible()
  const table = page.getByRole('table', { name: 'Ce que chaque service a effacé et garde' })
  await expect(table.getByRole('row', { name: /billing/ })).toContainText('dix ans')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Client effacé')
  await expect(page.getByText('Tous les services ont effacé la personne')).toBeVisible()
  const erasure = await api<{ completedAt?: string }>(`GET /api/users/${userId}/erasure`, { token })
  expect(erasure.body.completedAt).toBeDefined()
})

test('a guest is found by the email of their order, and erased', async ({ page, shop }) => {
  const sku = await sell(shop.api, await shop.staff(), { price: 1_500, stock: 5 })
  const { email, order } = await buyAsGuest(shop.api, sku)
  await openAs(page, shop.platform.staff, '/customers')
  await page.getByRole('searchbox', { name: 'Rechercher' }).fill(email)
  await expect(page.getByRole('link', { name: '1 commande avec cet e-mail' })).toBeVisible()
  await page.getByRole('button', { name: 'Effacer l’invité' }).click()
  const dialog = page.getByRole('dialog', { name: 'Effacer l’invité' })
  await expect(dialog).toContainText(email)
  await dialog.getByLabel('Motif').fill('Mail du client')
  await dialog.getByRole('button', { name: 'Effacer l’invité' }).click()
  await expect(page.getByText('1 commande perd la personne.')).toBeVisible()
  await page.goto(`/customers/${order.userId}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invité')
  await expect(page.getByRole('link', { name: order.number })).toBeVisible()
  await expect(
    page.getByRole('table', { name: 'Ce que chaque service a effacé et garde' }),
  ).toBeVisible()
})

test('support reads and notes, and decides nothing', async ({ page, shop }) => {
  const { userId } = await newCustomer(shop)
  await openAs(page, await newColleague(shop, 'support'), `/customers/${userId}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Camille Durand')
  await expect(page.getByRole('button', { name: 'Ajouter la note' })).toBeVisible()
  for (const action of ['Suspendre', 'Changer de groupe', 'Effacer cette personne']) {
    await expect(page.getByRole('button', { name: action })).toHaveCount(0)
  }
  await page.goto('/vendors')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Cette page n’est pas ouverte à votre rôle.',
  )
})

test('without orders, the rest of a customer is shown', async ({ page, shop, browserFaults }) => {
  const { email, userId } = await newCustomer(shop)
  browserFaults.allow(/status of 503/)
  await makeUnavailable(page, /\/api\/orders\?/)
  await openAs(page, shop.platform.staff, `/customers/${userId}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Camille Durand')
  await expect(page.getByRole('alert')).toContainText('Un service ne répond pas')
  await expect(page.getByRole('article').getByText(email)).toBeVisible()
  await page.unroute(/\/api\/orders\?/)
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await expect(page.getByText('Aucune commande.')).toBeVisible()
})
