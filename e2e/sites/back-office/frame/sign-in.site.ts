import { expect } from '@playwright/test'
import { password, register } from '../../../src/shopper.ts'
import { fillDoor, openAs, signOut, test } from '../../kit/office.ts'

test('a member of the staff comes in, stays in after a reload, and leaves in all tabs', {
  tag: '@short',
}, async ({ context, page, shop }) => {
  await openAs(page, shop.platform.staff, '/orders?status=delivered')
  await expect(page.getByRole('heading', { level: 1, name: 'Commandes' })).toBeVisible()
  // the address was kept through the door
  expect(new URL(page.url()).search).toBe('?status=delivered')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Commandes' })).toBeVisible()
  expect(
    await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }])),
  ).not.toMatch(/eyJ|refresh/)
  const other = await context.newPage()
  await other.goto('/')
  await expect(other.getByRole('heading', { level: 1, name: 'Tableau de bord' })).toBeVisible()
  const left = other.waitForResponse('**/session/sign-out')
  await signOut(other)
  await left
  await expect(other.getByRole('heading', { level: 1, name: 'Se connecter' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Se connecter' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Se connecter' })).toBeVisible()
})

test('a customer is turned away at the door', async ({ page, shop, browserFaults }) => {
  browserFaults.allow(/status of 403/)
  const { email } = await register(shop.api)
  await page.goto('/')
  await fillDoor(page, { email, password })
  await expect(page.getByRole('alert')).toContainText('n’a pas accès à la gestion')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Se connecter' })).toBeVisible()
})

test('a wrong password is said, and what was typed stays', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 401/)
  await page.goto('/')
  await fillDoor(page, { ...shop.platform.staff, password: 'something else entirely' })
  await expect(page.getByRole('alert')).toContainText('incorrect')
  await expect(page.getByLabel('E-mail')).toHaveValue(shop.platform.staff.email)
})

test('services are asked through the gateway, or directly when that is chosen', async ({
  page,
  shop,
}) => {
  const asked: string[] = []
  page.on('request', (request) => {
    const { port, pathname } = new URL(request.url())
    if (pathname === '/api/orders' && request.method() === 'GET') asked.push(port)
  })
  const { portOffset, staff } = shop.platform
  await openAs(page, staff, '/orders')
  await expect.poll(() => [...new Set(asked)]).toEqual([String(8080 + portOffset)])
  await signOut(page)
  asked.length = 0
  await page.getByLabel('Services en direct').check()
  await fillDoor(page, staff)
  await expect(page.getByRole('heading', { level: 1, name: 'Commandes' })).toBeVisible()
  await expect.poll(() => [...new Set(asked)]).toEqual([String(9005 + portOffset)])
  await expect(page.getByRole('banner')).toContainText('Services en direct')
})

test('who leaves while the server is away is told that the session is still open, and leaves again', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/net::ERR_FAILED/)
  await openAs(page, shop.platform.staff, '/orders')
  await page.route('**/session/sign-out', (route) => route.abort())
  await signOut(page)
  const said = page.getByRole('alert')
  await expect(said).toContainText('la session est encore ouverte dans ce navigateur')
  // it is so: whoever reloads the page is in
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Commandes' })).toBeVisible()
  await signOut(page)
  await page.unroute('**/session/sign-out')
  await said.getByRole('button', { name: 'Se déconnecter à nouveau' }).click()
  await expect(page.getByText('Vous êtes déconnecté.')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Se connecter' })).toBeVisible()
  await expect(page.getByLabel('E-mail')).toBeVisible()
})
