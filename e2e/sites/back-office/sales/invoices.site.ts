import { expect } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { download } from '../../kit/downloads.ts'
import { newOrder, openAs, readOrder, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

/** The number of an order's invoice, once its file is there. */
async function issued(shop: Shop, orderId: string): Promise<string> {
  const { invoice } = await eventually(
    `the invoice of ${orderId}`,
    () => readOrder(shop, orderId),
    ({ invoice: { pdfReady } }) => pdfReady,
    30_000,
  )
  return invoice.number ?? ''
}

test('an invoice is found by its order, and taken away as Factur-X and XML', async ({
  page,
  shop,
}) => {
  const { orderId, number: order } = await newOrder(shop)
  const number = await issued(shop, orderId)
  await openAs(page, shop.platform.staff, `/invoices?orderId=${orderId}`)
  const row = page.getByRole('table', { name: 'Factures' }).getByRole('row').nth(1)
  await expect(row).toContainText(order)
  await row.getByRole('link', { name: number }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Facture ${number}`)
  const xml = await download(page.getByRole('button', { name: 'XML (CII)' }))
  expect(xml.name).toBe(`${number}.xml`)
  expect(xml.bytes.toString()).toContain(number)
  const facturx = await download(page.getByRole('button', { name: 'Factur-X' }))
  expect(facturx.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  await page.goBack()
  await page.waitForURL(`**/invoices?orderId=${orderId}`)
})

test('invoices of some days are exported, and the file is downloaded', async ({ page, shop }) => {
  test.setTimeout(120_000)
  const { orderId } = await newOrder(shop)
  await issued(shop, orderId)
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Paris' }).format(new Date())
  await openAs(page, shop.platform.staff, '/invoices/exports')
  await page.getByRole('link', { name: 'Exporter des documents' }).click()
  const days = page.getByRole('group', { name: 'Émis' })
  await days.getByLabel('Du').fill(today)
  await days.getByLabel('Au').fill(today)
  await page.getByLabel('Documents', { exact: true }).selectOption('Factures')
  await page.getByLabel('Format').selectOption('XML')
  await page.getByRole('button', { name: 'Préparer l’export' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Export du')
  const button = page.getByRole('button', { name: /Télécharger le ZIP/ })
  await expect(button).toBeVisible({ timeout: 90_000 })
  const { name, bytes } = await download(button)
  expect(name).toBe(`comptoir-${today}-${today}.zip`)
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  const exportId = new URL(page.url()).pathname.split('/').at(-1)
  const { body } = await shop.api<{ download: { size: number } }>(
    `GET /api/invoice-exports/${exportId}`,
    { token: await shop.staff() },
  )
  expect(bytes).toHaveLength(body.download.size)
})

test('the accounting entries of a year are a file with the name that the law gives it', async ({
  page,
  shop,
}) => {
  await openAs(page, shop.platform.staff, '/invoices/exports/new')
  const year = new Date().getUTCFullYear()
  const days = page.getByRole('group', { name: 'Exercice' })
  await days.getByLabel('Du').fill(`${year}-01-01`)
  await days.getByLabel('Au').fill(`${year}-12-31`)
  const { name, bytes } = await download(page.getByRole('button', { name: 'Télécharger le FEC' }))
  expect(name).toMatch(new RegExp(`^\\d{9}FEC${year}1231\\.txt$`))
  expect(bytes.toString()).toContain('JournalCode')
})
