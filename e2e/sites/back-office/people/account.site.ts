import { expect } from '@playwright/test'
import { password } from '../../../src/shopper.ts'
import { fillDoor, newColleague, openAs, signOut, test } from '../../kit/office.ts'

test('a colleague changes name and password, and stays signed in', async ({
  page,
  shop,
  browserFaults,
}) => {
  const colleague = await newColleague(shop, 'support')
  await openAs(page, colleague, '/')
  await page.getByRole('banner').getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Votre compte' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre compte')
  await page.getByLabel('Prénom').fill('Inès')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Enregistrer', exact: true })).toHaveCount(0)

  const another = 'encore une phrase assez longue'
  browserFaults.allow(/status of 401/)
  await page.locator('input[name=currentPassword]').fill('something else entirely')
  await page.locator('input[name=newPassword]').fill(another)
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
  await expect(page.getByText('Ce n’est pas votre mot de passe actuel.')).toBeVisible()
  await page.locator('input[name=currentPassword]').fill(password)
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
  await expect(page.getByText('Le mot de passe est changé.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Prénom')).toHaveValue('Inès')
  await signOut(page)
  await fillDoor(page, { ...colleague, password: another })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre compte')
})
