import { expect } from '@playwright/test'
import { openAs, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

// Greenland is in no zone of the shop: what is set for it changes nothing for others
const zone = { zoneId: 'essai-groenland', countryCode: 'GL' }

/** The zone is there, and an option has no tariff in it. */
async function newZone({ api, staff }: Shop, optionId: string): Promise<void> {
  const token = await staff()
  const body = { name: { fr: 'Groenland' }, areas: [{ countryCode: zone.countryCode }] }
  await api(`PUT /api/shipping-zones/${zone.zoneId}`, { token, body })
  await api(`DELETE /api/shipping-tariffs/${optionId}/${zone.zoneId}`, { token })
}

type Book = { tariffs: { optionId: string; zoneId: string; tiers: { price: number }[] }[] }

test('a zone is made, a tariff tried on a basket, saved, and written into the history', async ({
  page,
  shop,
}) => {
  const token = await shop.staff()
  await newZone(shop, 'colis-standard')
  await openAs(page, shop.platform.staff, '/shipments/tariffs')
  await page.getByRole('link', { name: /^Colis Standard, Groenland/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Tarif : Colis Standard, Groenland',
  )
  await page.getByRole('button', { name: 'Ajouter un palier' }).click()
  await expect(page.getByRole('button', { name: 'Enregistrer le tarif' })).toBeDisabled()
  await page.getByLabel('Palier 1, jusqu’à (g)').fill('2000')
  await page.getByLabel('Palier 1, prix').fill('19,90')
  const reason = `Essai ${Date.now()}`
  await page.getByRole('textbox', { name: 'Motif, pour l’historique' }).fill(reason)
  await page.getByRole('textbox', { name: 'Pays (FR, MC…)' }).fill(zone.countryCode)
  await page.getByRole('button', { name: 'Essayer' }).click()
  const tried = page.getByRole('row').filter({ hasText: 'Colis Standard' })
  await expect(tried).toContainText('Pas proposé')
  await expect(tried).toContainText('19,90')
  await page.getByRole('button', { name: 'Enregistrer le tarif' }).click()
  const read = async () =>
    (await shop.api<Book>('GET /api/shipping-tariffs', { token })).body.tariffs.find(
      (one) => one.zoneId === zone.zoneId && one.optionId === 'colis-standard',
    )
  await expect(page.getByRole('button', { name: 'Ne plus proposer' })).toBeVisible()
  expect((await read())?.tiers).toEqual([{ upToGrams: 2_000, price: 1_990 }])
  await page.getByRole('link', { name: 'Retour aux tarifs' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: reason })).toContainText('ajouté')
})

test('a table of tariffs says what it would change, and its bad lines, before it is applied', async ({
  page,
  shop,
}) => {
  const token = await shop.staff()
  await newZone(shop, 'colis-express')
  await openAs(page, shop.platform.staff, '/shipments/tariffs/import')
  const head = 'option,zone,up_to_grams,price,days_min,days_max'
  const field = page.getByLabel('Ou collez le tableau')
  await field.fill(`${head}\ncolis-express,nulle-part,1000,9.90,1,2`)
  await page.getByRole('button', { name: 'Voir ce qui changerait' }).click()
  await expect(page.getByRole('table', { name: 'Lignes en erreur' })).toBeVisible()
  await field.fill(`${head}\ncolis-express,${zone.zoneId},1000,29.90,1,2`)
  await page.getByRole('button', { name: 'Voir ce qui changerait' }).click()
  await expect(page.getByRole('table', { name: 'Ce qui changerait' })).toContainText('29,90')
  await page.getByRole('button', { name: 'Appliquer 1 changement' }).click()
  const dialog = page.getByRole('dialog', { name: 'Appliquer 1 changement' })
  await dialog.getByRole('button', { name: 'Appliquer 1 changement' }).click()
  await expect(page.getByText('1 tarif appliqué.')).toBeVisible()
  const { body: book } = await shop.api<Book>('GET /api/shipping-tariffs', { token })
  expect(book.tariffs.filter(({ zoneId }) => zoneId === zone.zoneId)).toContainEqual(
    expect.objectContaining({ optionId: 'colis-express' }),
  )
})
