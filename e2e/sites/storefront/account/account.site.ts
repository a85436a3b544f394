import { expect, type Page } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { buy, password, reach, register, sell } from '../../../src/shopper.ts'
import { addToCart, fillAddress, putOnSale } from '../../kit/buying.ts'
import { download } from '../../kit/downloads.ts'
import { mailedSecret } from '../../kit/mailbox.ts'
import { enter, openAccount } from '../../kit/open-account.ts'
import { test } from '../../kit/test.ts'

const short = { tag: '@short' }

const entryOf = (page: Page, line1: string) =>
  page
    .getByRole('listitem')
    .filter({ hasText: line1 })
    .filter({ has: page.getByRole('button') })

test(
  'an address is added, changed, taken out, had back, and offered at the checkout',
  short,
  async ({ page, shop }) => {
    await openAccount(page, shop, '/fr/account/addresses')
    await expect(page.getByText('Aucune adresse pour le moment.')).toBeVisible()
    await page.getByRole('button', { name: 'Ajouter une adresse' }).click()
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await expect(page.getByRole('alert').getByRole('link', { name: 'Ville' })).toBeVisible()
    await fillAddress(page, '1 rue du Lac')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await expect(entryOf(page, '1 rue du Lac')).toContainText('Livraison par défaut')

    await page.getByRole('button', { name: 'Ajouter une adresse' }).click()
    await fillAddress(page, '2 quai des Brumes')
    await page.getByLabel('Livrer ici par défaut').check()
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    const second = entryOf(page, '2 quai des Brumes')
    await expect(second).toContainText('Livraison par défaut')
    await expect(entryOf(page, '1 rue du Lac')).not.toContainText('Livraison par défaut')
    await expect(entryOf(page, '1 rue du Lac')).toContainText('Facturation par défaut')

    await second.getByRole('button', { name: /^Modifier/ }).click()
    await page.getByLabel('Bâtiment, étage').fill('Porte 4')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await expect(second).toContainText('Porte 4')

    await second.getByRole('button', { name: /^Supprimer/ }).click()
    await expect(second).toHaveCount(0)
    await expect(entryOf(page, '1 rue du Lac')).toContainText('Livraison par défaut')
    await expect(page.getByRole('button', { name: 'Annuler' })).toBeFocused()
    await page.getByRole('button', { name: 'Annuler' }).click()
    await expect(second).toContainText('Livraison par défaut')
    await page.reload()
    await expect(second).toContainText('Porte 4')

    await addToCart(page, await putOnSale(shop))
    await page.goto('/fr/checkout')
    const saved = page.getByRole('group', { name: 'Vos adresses' })
    await expect(saved.getByRole('radio', { name: /2 quai des Brumes/ })).toBeChecked()
    const billing = page.getByRole('group', { name: 'Adresse de facturation' })
    await expect(billing.getByRole('radio', { name: /1 rue du Lac/ })).toBeChecked()
    await saved.getByRole('radio', { name: /1 rue du Lac/ }).check()
    await expect(page.getByLabel('Facturer à la même adresse')).toBeChecked()
    await expect(
      page.getByRole('group', { name: 'Comment' }).getByRole('radio').first(),
    ).toBeChecked()
  },
)

test('a profile that was changed elsewhere shows both versions, and overwrites neither unseen', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 412/)
  const { token } = await openAccount(page, shop, '/fr/account/profile')
  await expect(page.getByLabel('Prénom')).toHaveValue('Camille')
  const phone = '+33612345678'
  await shop.api('PATCH /api/me', { token, body: { firstName: 'Augusta', phone } })
  await page.getByLabel('Prénom').fill('Grace')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  const both = page.getByRole('alert').filter({ hasText: 'modifié ailleurs' })
  await expect(both.getByRole('radio', { name: /Grace/ })).toBeChecked()
  await expect(page.getByLabel('Téléphone')).toHaveValue(phone)
  const known = async () =>
    (await shop.api<{ firstName: string; phone?: string }>('GET /api/me', { token })).body
  expect(await known()).toMatchObject({ firstName: 'Augusta', phone })
  await both.getByRole('radio', { name: /Augusta/ }).check()
  await expect(page.getByLabel('Prénom')).toHaveValue('Augusta')
  await both.getByRole('radio', { name: /Grace/ }).check()
  await page.getByRole('button', { name: 'Enregistrer ce choix' }).click()
  await expect(page.getByText('Enregistré.')).toBeVisible()
  expect(await known()).toMatchObject({ firstName: 'Grace', phone })
  await page.goto('/fr')
  await expect(page.getByRole('link', { name: 'Compte' })).toContainText('Grace')
})

test('another email is the one of the account once the link of its mail was followed', async ({
  page,
  shop,
}) => {
  const { email } = await openAccount(page, shop, '/fr/account/profile')
  const wanted = `moved-${email}`
  const section = page.getByRole('region', { name: 'E-mail' })
  await expect(section.getByText('Pas encore confirmé')).toBeVisible()
  await section.getByText('Changer d’e-mail').click()
  await section.getByLabel('Nouvel e-mail').fill(wanted)
  await section.getByLabel('Mot de passe actuel').fill(password)
  await section.getByRole('button', { name: 'Envoyer le lien', exact: true }).click()
  await expect(section.getByText(`Un lien est parti à ${wanted}`)).toBeVisible()
  const token = await mailedSecret(shop, { to: wanted, name: 'token', about: /nouvelle adresse/ })
  await page.goto(`/fr/account/verify-email#token=${token}`)
  await expect(page.getByText('Votre e-mail est confirmé.')).toBeVisible()
  await page.goto('/fr/account/profile')
  await expect(section.getByText(wanted)).toBeVisible()
  await expect(section.getByText('Confirmé.', { exact: true })).toBeVisible()
})

test('another password ends the other sessions, and this one goes on', async ({
  page,
  shop,
  newVisitor,
  browserFaults,
}) => {
  // a wrong password, and the session that ended
  browserFaults.allow(/status of 401/)
  const shopper = await openAccount(page, shop, '/fr/account/security')
  const other = await (await newVisitor()).newPage()
  await enter(other, shopper, '/fr/account/profile')
  await expect(other.getByLabel('Prénom')).toHaveValue('Camille')
  const newPassword = `${password}, et même plus`
  await page.getByLabel('Mot de passe actuel').fill('ce n’est pas celui-là')
  await page.getByLabel('Nouveau mot de passe').fill(newPassword)
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
  await expect(page.getByText('Ce n’est pas votre mot de passe.')).toBeVisible()
  await page.getByLabel('Mot de passe actuel').fill(password)
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
  await expect(page.getByText('Votre mot de passe est changé.')).toBeVisible()
  await expect(page.getByText('Cet appareil')).toHaveCount(1)
  await expect(page.getByRole('button', { name: /^Déconnecter / })).toHaveCount(0)
  await page.reload()
  await expect(page.getByText('Cet appareil')).toBeVisible()
  await other.reload()
  await expect(other.getByRole('heading', { name: 'Connectez-vous' })).toBeVisible()
})

test('devices are signed out one by one, or all but this one', async ({
  page,
  shop,
  newVisitor,
  browserFaults,
}) => {
  browserFaults.allow(/status of 401/)
  const shopper = await openAccount(page, shop, '/fr/account/security')
  const other = await (await newVisitor()).newPage()
  await enter(other, shopper)
  await page.reload()
  // the first one is of the registration, before there was a browser
  const end = page.getByRole('button', { name: /^Déconnecter (?!tous)/ })
  await expect(end).toHaveCount(2)
  await page.getByRole('button', { name: 'Déconnecter tous les autres' }).click()
  await expect(page.getByText('Tous les autres appareils sont déconnectés.')).toBeVisible()
  await expect(end).toHaveCount(0)
  await other.goto('/fr/account/profile')
  await expect(other.getByRole('heading', { name: 'Connectez-vous' })).toBeVisible()
  await enter(other, shopper)
  await page.reload()
  await end.click()
  await expect(page.getByText(/est déconnecté\.$/)).toBeVisible()
  await expect(end).toHaveCount(0)
})

test('preferences are kept as they are ticked, and consent in the words that were agreed to', async ({
  page,
  shop,
}) => {
  await openAccount(page, shop, '/fr/account/preferences')
  const parcels = page.getByRole('group', { name: 'Colis et retours en chemin' })
  await expect(parcels.getByLabel('E-mail')).toBeChecked()
  await parcels.getByLabel('E-mail').uncheck()
  await expect(page.getByText('Enregistré.')).toBeVisible()
  const offers = page.getByRole('group', { name: /J’accepte de recevoir des offres/ })
  await offers.getByLabel('E-mail').check()
  await expect(offers.getByText(/Accepté le/)).toBeVisible()
  await page.getByLabel('Silence de').fill('21:30')
  await page.getByRole('button', { name: 'Enregistrer ces heures' }).click()
  await expect(page.getByText('Enregistré.')).toHaveCount(3)
  await page.reload()
  await expect(parcels.getByLabel('E-mail')).not.toBeChecked()
  await expect(offers.getByLabel('E-mail')).toBeChecked()
  await expect(page.getByLabel('Silence de')).toHaveValue('21:30')
  await page.getByRole('radio', { name: 'English' }).check()
  await page.waitForURL(/\/en\/account\/preferences$/)
  await expect(page.getByRole('radio', { name: 'English' })).toBeChecked()
})

test('an export is asked for by password, and downloaded once it is ready', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 401/)
  await openAccount(page, shop, '/fr/account/privacy')
  const section = page.getByRole('region', { name: 'Emporter vos données' })
  await section.getByLabel('Mot de passe actuel').fill('ce n’est pas celui-là')
  await section.getByRole('button', { name: 'Préparer mon archive' }).click()
  await expect(section.getByText('Ce n’est pas votre mot de passe.')).toBeVisible()
  await section.getByLabel('Mot de passe actuel').fill(password)
  await section.getByRole('button', { name: 'Préparer mon archive' }).click()
  const ready = section.getByRole('button', { name: 'Télécharger' })
  await expect(ready).toBeVisible({ timeout: 90_000 })
  const { name, bytes } = await download(ready)
  expect(name).toMatch(/^exp_.*\.zip$/)
  expect(bytes.length).toBeGreaterThan(500)
})

test('an account with an open order stays, says which one, and is deleted once it has ended', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 409/)
  const { api } = shop
  const sku = await sell(api, await shop.staff(), { price: 900, stock: 3 })
  // one that nobody has paid: it does not go on by itself
  const { shopper, order } = await buy(api, sku, 'pm_card_chargeDeclinedInsufficientFunds')
  await enter(page, shopper, '/fr/account/privacy')
  const section = page.getByRole('region', { name: 'Supprimer le compte' })
  const ask = async () => {
    await section.getByLabel('Mot de passe actuel').fill(password)
    await section.getByRole('button', { name: 'Supprimer mon compte' }).click()
  }
  await ask()
  const refusal = section.getByRole('alert').filter({ hasText: 'encore en cours' })
  await expect(refusal.getByRole('link', { name: new RegExp(order.number) })).toBeVisible()
  await api(`POST /api/orders/${order.orderId}/cancel`, { token: shopper.token, body: {} })
  await reach(api, shopper, order.orderId, 'cancelled')
  await ask()
  await expect(page.getByRole('heading', { name: 'Votre compte est supprimé' })).toBeFocused()
  await expect(page.getByText(/^Tout est effacé depuis/)).toBeVisible({ timeout: 90_000 })
  const { email } = shopper
  await eventually(
    'the account to be gone',
    () => api('POST /api/auth/login', { body: { email, password } }),
    ({ status }) => status === 401,
  )
})

test('a session that ended keeps what was typed, and goes on once somebody signed in again', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 401/)
  const { email } = await openAccount(page, shop, '/fr/account/addresses')
  await page.getByRole('button', { name: 'Ajouter une adresse' }).click()
  await fillAddress(page, '3 place du Marché')
  await page.context().clearCookies({ name: 'comptoir_session' })
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  const again = page.getByRole('region', { name: 'Connectez-vous' })
  await expect(again.getByRole('heading')).toBeFocused()
  await again.getByLabel('E-mail').fill(email)
  await again.getByLabel('Mot de passe').fill(password)
  await again.getByRole('button', { name: 'Se connecter' }).click()
  await expect(again).toHaveCount(0)
  await expect(page.getByLabel('Adresse', { exact: true })).toHaveValue('3 place du Marché')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(entryOf(page, '3 place du Marché')).toBeVisible()
})

test('somebody else who signs in after a session ended finds nothing of what was typed', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 401/)
  const { email } = await register(shop.api)
  await openAccount(page, shop, '/fr/account/addresses')
  await page.evaluate(() => sessionStorage.setItem('comptoir.chat.draft', '{"text":"Secret"}'))
  await page.getByRole('button', { name: 'Ajouter une adresse' }).click()
  await fillAddress(page, '3 place du Marché')
  await page.context().clearCookies({ name: 'comptoir_session' })
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  const again = page.getByRole('region', { name: 'Connectez-vous' })
  await again.getByLabel('E-mail').fill(email)
  await again.getByLabel('Mot de passe').fill(password)
  await again.getByRole('button', { name: 'Se connecter' }).click()
  await expect(page.getByText('Aucune adresse pour le moment.')).toBeVisible()
  await page.getByRole('button', { name: 'Ajouter une adresse' }).click()
  await expect(page.getByLabel('Adresse', { exact: true })).toHaveValue('')
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('Secret')
})
