import { expect } from '@playwright/test'
import { newEmail } from '../../../src/guest.ts'
import { test } from '../../kit/test.ts'

test('anyone withdraws from a contract in two steps, and sees the moment that counts', async ({
  page,
}) => {
  await page.goto('/fr')
  await page.getByRole('link', { name: 'Renoncer au contrat ici' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Renoncer au contrat')
  await page.getByLabel('Votre nom').fill('Camille Durand')
  await page.getByLabel('Numéro de commande').fill('CMP-2026-000001')
  await page.getByLabel('Adresse électronique').fill(newEmail())
  await page.getByRole('button', { name: 'Continuer' }).click()
  await expect(page.getByRole('heading', { name: 'Vérifiez, puis confirmez' })).toBeVisible()
  await expect(page.getByText('CMP-2026-000001')).toBeVisible()
  await page.getByRole('button', { name: 'Confirmer la rétractation' }).click()
  await expect(page.getByRole('status').getByText('Le moment qui compte')).toBeVisible()
})

test('a number of a parcel that nobody knows is answered in words', async ({
  page,
  browserFaults,
}) => {
  browserFaults.allow(/status of 404/)
  await page.goto('/en/track')
  await page.getByLabel('Tracking number').fill('NOBODY123')
  await page.getByRole('button', { name: 'Track' }).click()
  await expect(page.getByText('We do not know this number.')).toBeVisible()
})
