import { expect, type Page } from '@playwright/test'
import { applicant, decide } from '../../../src/vendor.ts'
import { confirm, openAs, test } from '../../kit/office.ts'

type Payouts = { items: { status: string; amount: { amount: number }; reference?: string }[] }
type Details = {
  status: string
  commissionBps?: number
  phone: string
  contact: { name: string }
  version: number
}

/** Presses a button that opens a dialog, fills in its fields, and presses it there. */
async function act(
  page: Page,
  action: string | RegExp,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await page.getByRole('button', { name: action }).click()
  await confirm(page, action, { fields })
}

test('a vendor is reviewed, approved with a commission, and paid out what the ledger comes to', async ({
  page,
  shop,
}) => {
  const { api } = shop
  const token = await shop.staff()
  const { vendorId, application } = await applicant(api)
  const { legalName } = application
  await openAs(page, shop.platform.staff, '/vendors')
  await page.getByRole('button', { name: 'Candidatures' }).click()
  await page.waitForURL('**/vendors?status=applied')
  const list = page.getByRole('table', { name: 'Vendeurs' })
  await list.getByRole('row', { name: legalName }).getByRole('link').click()
  await page.waitForURL(`**/vendors/${vendorId}/profile?status=applied`)
  await page.getByRole('button', { name: 'Examiner' }).click()
  await act(page, 'Approuver', { 'Commission en pour cent': '10', Motif: 'Pièces vérifiées' })
  await expect(page.getByText('Commission 10', { exact: false }).first()).toBeVisible()
  const details = await api<Details>(`GET /api/vendors/${vendorId}/details`, { token })
  expect(details.body).toMatchObject({ status: 'approved', commissionBps: 1_000 })

  await page.getByRole('link', { name: 'Compte', exact: true }).click()
  await expect(page.getByText(/^Aucune écriture/)).toBeVisible()
  await act(page, 'Ajuster', { Montant: '25,00', Motif: 'Geste commercial' })
  await expect(page.getByRole('row', { name: /Geste commercial/ })).toContainText('25,00')

  await page.getByRole('link', { name: 'Versements' }).click()
  await act(page, /Préparer un versement de 25,00/, {})
  const payout = page.getByRole('table', { name: 'Versements' }).getByRole('row').nth(1)
  await expect(payout).toContainText('Brouillon')
  await act(page, 'Noter le virement', { 'Référence du virement': `SEPA ${vendorId}` })
  await expect(payout).toContainText(`SEPA ${vendorId}`)
  const payouts = () => api<Payouts>(`GET /api/vendors/${vendorId}/payouts`, { token })
  expect((await payouts()).body.items[0]).toMatchObject({
    ...{ status: 'paid', amount: { amount: 2_500 }, reference: `SEPA ${vendorId}` },
  })
  await act(page, 'Noter le retour', { Motif: 'Compte fermé' })
  await expect(payout).toContainText('Revenu')
  await payout.getByRole('button', { name: '1 écriture' }).click()
  await expect(
    page.getByRole('table', { name: 'Écritures du versement 1' }).getByRole('row'),
  ).toHaveCount(2)
  expect((await payouts()).body.items[0]?.status).toBe('reversed')
})

test('a vendor is suspended, let in again and closed, each with a reason', async ({
  page,
  shop,
}) => {
  const { api } = shop
  const token = await shop.staff()
  const { vendorId } = await applicant(api)
  for (const step of ['review', 'approve']) await decide(api, token, vendorId, step)
  await openAs(page, shop.platform.staff, `/vendors/${vendorId}/profile`)
  await act(page, 'Suspendre', { Motif: 'Produits dangereux' })
  await act(page, 'Lever la suspension', { Motif: 'Produits retirés' })
  await act(page, 'Changer la commission', {
    ...{ 'Commission en pour cent': '8,5', Motif: 'Nouveau contrat' },
  })
  await act(page, 'Terminer le contrat', { Motif: 'À sa demande' })
  const history = page.getByRole('table', { name: 'Historique' })
  await expect(history.getByRole('row').first()).toContainText('À sa demande')
  await expect(page.getByRole('button', { name: 'Suspendre' })).toHaveCount(0)
  const { body } = await api<Details>(`GET /api/vendors/${vendorId}/details`, { token })
  expect(body).toMatchObject({ status: 'closed', commissionBps: 850 })
})

test('details that two change at once are shown side by side, and neither is lost', async ({
  page,
  shop,
  browserFaults,
}) => {
  const { api } = shop
  const token = await shop.staff()
  const { vendorId, application } = await applicant(api)
  const path = `/api/vendors/${vendorId}/details`
  await openAs(page, shop.platform.staff, `/vendors/${vendorId}/profile`)
  await page.getByRole('textbox', { name: 'Interlocuteur', exact: true }).fill('Inès Durand')
  const changed = { ...application, phone: '+33 4 72 11 11 11' }
  expect((await api(`PUT ${path}`, { token, body: changed })).status).toBe(200)
  browserFaults.allow(/status of 412/)
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /enregistré entre-temps/ })
  await expect(dialog.getByRole('row', { name: /Téléphone/ })).toContainText('+33 4 72 11 11 11')
  await dialog.getByRole('button', { name: 'Garder et enregistrer' }).click()
  await expect(dialog).toHaveCount(0)
  await expect
    .poll(async () => (await api<Details>(`GET ${path}`, { token })).body)
    .toMatchObject({ phone: '+33 4 72 11 11 11', contact: { name: 'Inès Durand' } })
})
