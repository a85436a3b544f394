import { expect, type Page } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { newEmail } from '../../../src/guest.ts'
import { confirmationOf } from '../../kit/mailbox.ts'
import { confirm, newOrder, newWord, openAs, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

type Template = {
  readonly published: number
  readonly latest: number
  readonly texts: { readonly fr: { readonly subject: string } }
}

async function templateOf({ api, staff }: Shop, template: string): Promise<Template> {
  const path = `GET /api/notification-templates/${template}` as const
  return (await api<Template>(path, { token: await staff() })).body
}

const texts = (page: Page, language: string) => page.getByRole('group', { name: language })

test('a version of a template is previewed, added and published, and the first one comes back', async ({
  page,
  shop,
}) => {
  const before = await templateOf(shop, 'stock_alert')
  const subject = `Alerte ${newWord()}`
  await openAs(page, shop.platform.staff, '/notifications/templates')
  await page.getByRole('link', { name: 'Alerte de stock' }).click()
  await texts(page, 'Français').getByLabel('Objet').fill(subject)
  await page.getByRole('button', { name: 'Prévisualiser' }).click()
  const preview = page.getByRole('region', { name: /Aperçu.*Français/ })
  await expect(preview).toContainText(subject)
  const frame = preview.locator('iframe')
  await expect(frame).toHaveAttribute('sandbox', '')
  await expect(frame.contentFrame().locator('body')).not.toBeEmpty()
  await page.getByLabel('Ce qui change').fill('essai')
  await page.getByRole('button', { name: 'Ajouter la version' }).click()
  const version = before.latest + 1
  await expect(page.getByText(`Version ${version} ajoutée`)).toBeVisible()
  const added = await templateOf(shop, 'stock_alert')
  expect([added.latest, added.published]).toEqual([version, before.published])
  await publish(page, `Version ${version}`)
  const published = await templateOf(shop, 'stock_alert')
  expect([published.published, published.texts.fr.subject]).toEqual([version, subject])
  await publish(page, 'Texte d’origine')
  expect((await templateOf(shop, 'stock_alert')).published).toBe(0)
})

async function publish(page: Page, name: string): Promise<void> {
  const version = page.getByRole('link', { name: `Partir de\u202f: ${name}`, exact: true })
  const row = page.getByRole('row').filter({ has: version })
  await row.getByRole('button', { name: /^Publier/ }).click()
  await confirm(page, /^Publier/)
  await expect(row.getByText('publiée')).toBeVisible()
}

test('a text that names what there is not is refused at its field, and stays', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 400/)
  await openAs(page, shop.platform.staff, '/notifications/templates/return_closed')
  const field = texts(page, 'Français').getByLabel('Objet')
  await field.fill('Retour {{ nmber }}')
  await page.getByRole('button', { name: 'Prévisualiser' }).click()
  await expect(texts(page, 'Français')).toContainText('{{ nmber }} n’existe pas ici')
  await expect(field).toHaveValue('Retour {{ nmber }}')
  await page.reload()
  await expect(field).toHaveValue('Retour {{ nmber }}')
})

test('of a version that somebody else added meanwhile and what one typed, both are shown', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 412/)
  const template = 'return_received'
  const mark = newWord()
  await openAs(page, shop.platform.staff, `/notifications/templates/${template}`)
  const field = texts(page, 'Français').getByLabel('Objet')
  await field.fill(`Le mien ${mark}`)
  const { texts: saved } = await templateOf(shop, template)
  const body = { ...saved, fr: { ...saved.fr, subject: `Le leur ${mark}` } }
  const path = `POST /api/notification-templates/${template}/versions` as const
  const added = await shop.api(path, { token: await shop.staff(), body })
  expect(added.status).toBe(201)
  await page.getByRole('button', { name: 'Ajouter la version' }).click()
  const dialog = page.getByRole('dialog', { name: /Quelqu’un d’autre a enregistré/ })
  await expect(dialog).toContainText(`Le leur ${mark}`)
  await expect(dialog).toContainText(`Le mien ${mark}`)
})

test('a message of an order is found, read as it was sent, and sent again', async ({
  page,
  shop,
}) => {
  const { orderId } = await newOrder(shop)
  const read = () => confirmationOf(shop, orderId)
  type Mail = Awaited<ReturnType<typeof read>>
  const isSent = (mail: Mail) => ['sent', 'delivered'].includes(mail?.status ?? '')
  const sent = await eventually('the mail of the order', read, isSent, 60_000)
  await openAs(page, shop.platform.staff, `/notifications/outbox?orderId=${orderId}&channel=email`)
  await page.getByRole('link', { name: 'Commande confirmée' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Commande confirmée')
  await expect(page.locator('iframe').contentFrame().locator('body')).not.toBeEmpty()
  await page.getByRole('button', { name: 'Envoyer de nouveau' }).click()
  const dialog = page.getByRole('dialog', { name: 'Envoyer de nouveau' })
  await dialog.getByRole('button', { name: 'Envoyer de nouveau' }).click()
  await expect(page.getByText('Le message est remis dans la file.')).toBeVisible()
  const isSentAgain = (mail: Mail) => isSent(mail) && (mail?.sentAt ?? '') > (sent?.sentAt ?? '')
  await eventually('the mail to leave again', read, isSentAgain, 60_000)
})

test('an address is looked up, and written to again', async ({ page, shop }) => {
  const email = newEmail()
  await openAs(page, shop.platform.staff, '/notifications/suppressions')
  const field = page.getByLabel('E-mail ou numéro de téléphone')
  await field.fill(email)
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect(page.getByText(`${email} reçoit nos messages.`)).toBeVisible()
  // what the API says of an address that bounced: no provider tells one of this shop
  await page.route('**/api/suppressions/lookup', async (route) => {
    const answer = await route.fetch()
    const found = (await answer.json()) as object
    const at = new Date().toISOString()
    await route.fulfill({ json: { ...found, suppressed: true, reason: 'bounce', at } })
  })
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect(page.getByText(`${email} ne reçoit rien.`)).toBeVisible()
  await expect(page.getByText('L’adresse n’existe pas')).toBeVisible()
  await page.getByRole('button', { name: 'Écrire de nouveau à cette adresse' }).click()
  await expect(page.getByText(`${email} reçoit nos messages.`)).toBeVisible()
})
