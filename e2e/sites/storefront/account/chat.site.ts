import { expect, type Page } from '@playwright/test'
import { processesOf } from '../../../faults/kit/processes.ts'
import { newEmail } from '../../../src/guest.ts'
import { violations } from '../../kit/axe.ts'
import { addToCart, expectThanks, fillCheckout, orderButton, putOnSale } from '../../kit/buying.ts'
import {
  agentOf,
  chatButton,
  chatField,
  chatOf,
  chatPanel,
  shownIn,
  write,
} from '../../kit/chatting.ts'
import { kib, sizesOf } from '../../kit/measuring/sizes.ts'
import { loseAnswer } from '../../kit/network-faults.ts'
import { test } from '../../kit/test.ts'

const short = { tag: '@short' }
const chunkAtMost = 12 * 1024

async function openChat(page: Page): Promise<void> {
  await page.goto('/fr')
  await chatButton(page).click()
  await expect(chatField(page)).toBeVisible()
}

test('a guest writes, is answered live, and says how it went', short, async ({ page, shop }) => {
  const agent = agentOf(shop)
  const there = await agent.online()
  await openChat(page)
  await expect(chatPanel(page).getByText('En ligne')).toBeVisible()
  await write(page, 'Où est mon colis ?', newEmail())
  await expect.poll(() => shownIn(page)).toEqual(['Où est mon colis ?'])
  await expect(chatField(page)).toHaveValue('')
  const chat = await chatOf(page)
  await agent.say(chat, 'Il part ce soir.')
  await expect.poll(() => shownIn(page)).toEqual(['Où est mon colis ?', 'Il part ce soir.'])
  await agent.type(chat)
  await expect(chatPanel(page).getByText(/écrit…$/)).toBeVisible()
  await agent.resolve(chat)
  await chatPanel(page).getByRole('radio', { name: 'Très bien' }).check({ force: true })
  await chatPanel(page).getByRole('button', { name: 'Donner mon avis' }).click()
  await expect(chatPanel(page).getByText('Merci pour votre avis.')).toBeVisible()
  await there.leave()
})

test('an answer that comes while the panel is closed is counted on the button', async ({
  page,
  shop,
}) => {
  await openChat(page)
  await write(page, 'Bonjour', newEmail())
  await expect.poll(() => shownIn(page)).toEqual(['Bonjour'])
  const chat = await chatOf(page)
  await page.keyboard.press('Escape')
  await expect(chatPanel(page)).toBeHidden()
  await expect(chatButton(page)).toBeFocused()
  await agentOf(shop).say(chat, 'Bonjour !')
  await expect(chatButton(page)).toHaveAccessibleName(/1 réponse non lue/, { timeout: 60_000 })
  await chatButton(page).click()
  await expect.poll(() => shownIn(page)).toEqual(['Bonjour', 'Bonjour !'])
  await page.keyboard.press('Escape')
  await expect(chatButton(page)).toHaveAccessibleName('Nous écrire')
})

test('a stream that is cut goes on where it was: nothing is lost, nothing comes twice', async ({
  page,
  shop,
  browserFaults,
}) => {
  test.skip(shop.platform.isElsewhere, 'it kills a service')
  browserFaults.allow(/Failed to load resource/)
  const agent = agentOf(shop)
  await openChat(page)
  await write(page, 'un', newEmail())
  await expect.poll(() => shownIn(page)).toEqual(['un'])
  const chat = await chatOf(page)
  const processes = processesOf(shop.platform)
  const before = processes.restarts('support')
  processes.kill('support')
  await expect(chatPanel(page).getByText('Connexion interrompue')).toBeVisible()
  await processes.recovered('support', before)
  for (const text of ['deux', 'trois', 'quatre']) await agent.say(chat, text)
  const all = ['un', 'deux', 'trois', 'quatre']
  await expect.poll(() => shownIn(page), { timeout: 60_000 }).toEqual(all)
  await write(page, 'cinq')
  await expect.poll(() => shownIn(page)).toEqual([...all, 'cinq'])
  await agent.say(chat, 'six')
  await expect.poll(() => shownIn(page)).toEqual([...all, 'cinq', 'six'])
  // the panel that was open is open again
  await page.reload()
  await expect.poll(() => shownIn(page)).toEqual([...all, 'cinq', 'six'])
})

test('a double click, Enter besides, and an answer that is lost are one message', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/ERR_FAILED|Failed to load resource/)
  const agent = agentOf(shop)
  await openChat(page)
  await chatPanel(page).getByLabel('Votre e-mail').fill(newEmail())
  await chatField(page).fill('un')
  await chatPanel(page).getByRole('button', { name: 'Envoyer' }).dblclick({ force: true })
  await chatField(page).press('Enter')
  await expect.poll(() => shownIn(page)).toEqual(['un'])
  const chat = await chatOf(page)
  await loseAnswer(page, '**/messages')
  await write(page, 'deux')
  await expect.poll(() => shownIn(page)).toEqual(['un', 'deux'])
  await expect(chatField(page)).toHaveValue('')
  await write(page, 'trois')
  await expect.poll(() => shownIn(page)).toEqual(['un', 'deux', 'trois'])
  expect((await agent.read(chat)).map(({ body }) => body)).toEqual(['un', 'deux', 'trois'])
})

test('support that does not answer is said in words, and what was typed stays', async ({
  page,
  shop,
  browserFaults,
}) => {
  test.skip(shop.platform.isElsewhere, 'it freezes a service')
  browserFaults.allow(/Failed to load resource/)
  await openChat(page)
  await write(page, 'un', newEmail())
  await expect.poll(() => shownIn(page)).toEqual(['un'])
  const processes = processesOf(shop.platform)
  await processes.freeze('support', async () => {
    await write(page, 'deux')
    const failure = chatPanel(page).getByRole('alert')
    await expect(failure).toContainText('n’est pas parti', { timeout: 60_000 })
    await expect(chatField(page)).toHaveValue('deux')
  })
  await expect(async () => {
    const button = chatPanel(page).getByRole('button', { name: 'Envoyer' })
    if ((await chatField(page).inputValue()) !== '') await button.click({ timeout: 1_000 })
    await expect(chatField(page)).toHaveValue('', { timeout: 3_000 })
  }).toPass({ timeout: 90_000 })
  await expect.poll(() => shownIn(page)).toEqual(['un', 'deux'])
  const said = await agentOf(shop).read(await chatOf(page))
  expect(said.map(({ body }) => body)).toEqual(['un', 'deux'])
})

test('an order that one looks at comes along', async ({ page, shop }) => {
  await addToCart(page, await putOnSale(shop))
  await fillCheckout(page)
  await orderButton(page).click()
  await expectThanks(page)
  const orderId = /ord_[^/]+/.exec(page.url())?.[0]
  await chatButton(page).click()
  await expect(chatPanel(page).getByText(/^Au sujet de la commande/)).toBeVisible()
  await write(page, 'Quand arrive-t-elle ?', newEmail())
  await expect.poll(() => shownIn(page)).toEqual(['Quand arrive-t-elle ?'])
  const { path } = await chatOf(page)
  const { body } = await shop.api<{ orderId?: string }>(`GET ${path}`, {
    token: await shop.staff(),
  })
  expect(body.orderId).toBe(orderId)
  await expect(chatPanel(page).getByText(/^Au sujet de la commande/)).toBeHidden()
})

test('nobody there: one leaves a message with an email', async ({ page, shop }) => {
  await page.route('**/bff/chat', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), online: false } })
  })
  await page.goto('/en')
  await page.getByRole('button', { name: 'Chat with us' }).click()
  const panel = page.getByRole('dialog', { name: 'Chat with us' })
  await expect(panel.getByText('Nobody is here at the moment')).toBeVisible()
  await panel.getByLabel('Your message').fill('Hello')
  await panel.getByRole('button', { name: 'Send' }).click()
  await expect(panel.getByLabel('Your email')).toBeFocused()
  await expect(panel.getByText('that is where we answer')).toBeVisible()
  const email = newEmail()
  await panel.getByLabel('Your email').fill(email)
  await panel.getByRole('button', { name: 'Send' }).click()
  await expect(panel.getByLabel('Your message')).toHaveValue('')
  const { path } = await chatOf(page)
  const { body } = await shop.api<{ guest?: { email?: string } }>(`GET ${path}`, {
    token: await shop.staff(),
  })
  expect(body.guest?.email).toBe(email)
})

test('the button is over no call to action', async ({ page, shop }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  const product = await putOnSale(shop)
  await page.goto(product.path)
  const add = page.getByRole('button', { name: 'Ajouter au panier' })
  await add.evaluate((button) => button.scrollIntoView({ block: 'end' }))
  await expect(chatButton(page)).toBeHidden()
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded()
  await expect(chatButton(page)).toBeVisible()
  await addToCart(page, product)
  for (const path of ['/fr/cart', '/fr/checkout']) {
    await page.goto(path)
    const position = chatButton(page).locator('xpath=..')
    await expect(position).toHaveCSS('position', 'static')
  }
})

test('the chat is loaded when it is opened, in no more than 12 KB', async ({ page }) => {
  const sizes = sizesOf(page)
  await page.goto('/fr', { waitUntil: 'networkidle' })
  const first = await sizes()
  await chatButton(page).click()
  await expect(chatField(page)).toBeVisible()
  const size = (await sizes()).script - first.script
  console.log(`chat: ${kib(size)} of script (gzip)`)
  expect(size).toBeGreaterThan(1_000)
  expect(size).toBeLessThanOrEqual(chunkAtMost)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing with the panel open, ${colorScheme}`, async ({ newVisitor, shop }) => {
    const page = await (await newVisitor({ colorScheme })).newPage()
    await openChat(page)
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 780 })
      expect(await violations(page)).toEqual([])
    }
    await write(page, 'Bonjour', newEmail())
    await expect.poll(() => shownIn(page)).toEqual(['Bonjour'])
    const chat = await chatOf(page)
    await agentOf(shop).say(chat, 'Bonjour !')
    await agentOf(shop).resolve(chat)
    await chatPanel(page).getByRole('radio', { name: 'Bien', exact: true }).check({ force: true })
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 780 })
      expect(await violations(page)).toEqual([])
    }
  })
}
