import { expect, type Page } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { type Chat, openChat, say } from '../../../support/conversations.ts'
import { agentOf } from '../../kit/chatting.ts'
import { loseAnswer } from '../../kit/network-faults.ts'
import { newWord, openAs, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

const log = (page: Page) => page.getByRole('log', { name: 'Ce qui a été dit' })
const field = (page: Page) => page.getByLabel('Votre réponse')
const send = (page: Page) => page.getByRole('button', { name: 'Envoyer' })

/** A guest whom nobody else is called like writes to the shop. */
async function newGuest({ api }: Shop, body: string): Promise<Chat & { readonly name: string }> {
  const name = `Gaston ${newWord()}`
  return { ...(await openChat(api, { body, name })), name }
}

test('a question appears live, is taken and answered, and what comes after it is shown', {
  tag: '@short',
}, async ({ page, shop }) => {
  await openAs(page, shop.platform.staff, '/inbox')
  await expect(page.getByText('en direct', { exact: true })).toBeVisible()
  const chat = await newGuest(shop, 'Où est mon colis ?')
  const item = page.getByRole('navigation', { name: 'Conversations' }).getByText(chat.name)
  await item.click()
  await expect(page.getByRole('heading', { level: 1, name: chat.name })).toBeFocused()
  await expect(log(page)).toContainText('Où est mon colis ?')
  await page.getByRole('button', { name: 'Prendre', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Prendre', exact: true })).toHaveCount(0)
  await field(page).fill('Il part ce soir.')
  await field(page).press('Control+Enter')
  await expect(field(page)).toHaveValue('')
  await expect(log(page)).toContainText('Il part ce soir.')
  await say(shop.api, chat, { headers: chat.headers }, { body: 'Merci !' })
  await expect(log(page)).toContainText('Merci !')
  expect(await agentOf(shop).timesSaid(chat, 'Il part ce soir.')).toBe(1)
  const read = async () => {
    const { body } = await shop.api<{ read: { agent: number } }>(`GET ${chat.path}`, {
      headers: chat.headers,
    })
    return body.read.agent
  }
  await eventually('the shop to have read it', read, (seq) => seq === 3)
})

test('an answer whose confirmation is lost is sent again, and arrives once', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/Failed to load resource/)
  // no stream: it would bring the message, and nobody would have to send it again
  await page.route('**/api/support/events*', (route) => route.abort())
  const chat = await newGuest(shop, 'Une question')
  const sent = await loseAnswer(page, `**${chat.path}/messages`)
  await openAs(page, shop.platform.staff, `/inbox/${chat.conversationId}`)
  await expect(log(page)).toContainText('Une question')
  await field(page).fill('Une réponse')
  await send(page).click()
  await expect(page.getByRole('alert')).toContainText('qu’une fois')
  await expect(field(page)).toHaveValue('Une réponse')
  await send(page).click()
  await expect(field(page)).toHaveValue('')
  await expect(page.getByRole('alert')).toHaveCount(0)
  const ids = sent.map((one) => (one.postDataJSON() as { clientMsgId: string }).clientMsgId)
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
  expect(await agentOf(shop).timesSaid(chat, 'Une réponse')).toBe(1)
})

test('keys go from one conversation to the next, and are letters in an answer', async ({
  page,
  shop,
}) => {
  const older = await newGuest(shop, 'Première question')
  const newer = await newGuest(shop, 'Seconde question')
  await openAs(page, shop.platform.staff, '/inbox')
  const list = page.getByRole('navigation', { name: 'Conversations' })
  const itemOf = ({ name }: { name: string }) => list.getByRole('link', { name })
  await expect(itemOf(older)).toBeVisible()
  await itemOf(newer).click()
  await expect(page.getByRole('heading', { level: 1, name: newer.name })).toBeFocused()
  const names = (await list.getByRole('link').allTextContents()).map((text) =>
    [older, newer].findIndex(({ name }) => text.includes(name)),
  )
  const [from, to] = [names.indexOf(1), names.indexOf(0)]
  for (let at = from; at !== to; at += Math.sign(to - from)) {
    await page.keyboard.press(to > from ? 'j' : 'k')
  }
  await expect(itemOf(older)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: older.name })).toBeFocused()
  await field(page).pressSequentially('jk')
  await expect(field(page)).toHaveValue('jk')
  await expect(field(page)).toBeFocused()
})

test('what is being written stays with its conversation, also over a reload', async ({
  page,
  shop,
}) => {
  const first = await newGuest(shop, 'Première question')
  const second = await newGuest(shop, 'Seconde question')
  await openAs(page, shop.platform.staff, `/inbox/${first.conversationId}`)
  await field(page).fill('À la première')
  await page.goto(`/inbox/${second.conversationId}`)
  await expect(log(page)).toContainText('Seconde question')
  await expect(field(page)).toHaveValue('')
  await page.goto(`/inbox/${first.conversationId}`)
  await expect(field(page)).toHaveValue('À la première')
})

test('a canned reply is written, inserted in the language of the customer, and brought back', async ({
  page,
  shop,
}) => {
  const title = `Délai ${newWord()}`
  const chat = await newGuest(shop, 'Quand arrive ma commande ?')
  await openAs(page, shop.platform.staff, '/inbox/replies')
  await page.getByRole('button', { name: 'Nouvelle réponse' }).click()
  await page.getByLabel('Titre').fill(title)
  await page.getByLabel('Texte français').fill('Sous deux jours.')
  await page.getByLabel('Texte anglais').fill('Within two days.')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible()
  await page.getByRole('button', { name: `Supprimer ${title}` }).click()
  await expect(page.getByRole('heading', { level: 2, name: title })).toHaveCount(0)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible()
  await page.goto(`/inbox/${chat.conversationId}`)
  await page.getByRole('combobox', { name: 'Insérer une réponse toute prête' }).fill(title)
  await page.getByRole('option', { name: title }).click()
  await expect(field(page)).toHaveValue('Sous deux jours.')
  await send(page).click()
  await expect(log(page)).toContainText('Sous deux jours.')
  expect(await agentOf(shop).timesSaid(chat, 'Sous deux jours.')).toBe(1)
})

test('a conversation is noted on, given back to the queue, resolved and closed', async ({
  page,
  shop,
}) => {
  const chat = await newGuest(shop, 'Mon colis est abîmé')
  const state = async () => {
    const { body } = await shop.api<{ status: string; assignedTo?: string }>(`GET ${chat.path}`, {
      token: await shop.staff(),
    })
    return [body.status, body.assignedTo === undefined]
  }
  await openAs(page, shop.platform.staff, `/inbox/${chat.conversationId}`)
  await page.getByLabel('Nouvelle note').fill('Photos demandées')
  await page.getByRole('button', { name: 'Ajouter la note' }).click()
  await expect(page.getByText('Photos demandées')).toBeVisible()
  await page.getByRole('button', { name: 'Prendre', exact: true }).click()
  await page.getByRole('button', { name: 'Confier à…' }).click()
  await page.getByRole('menuitem', { name: 'La file' }).click()
  await expect(page.getByRole('button', { name: 'Prendre', exact: true })).toBeVisible()
  expect(await state()).toEqual(['open', true])
  await page.getByRole('button', { name: 'Marquer comme résolue' }).click()
  await expect(page.getByRole('button', { name: 'Marquer comme résolue' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Clore' }).click()
  await expect(page.getByText('plus personne n’y écrit')).toBeVisible()
  expect((await state())[0]).toBe('closed')
  await page.getByRole('button', { name: 'Effacer la conversation' }).click()
  const dialog = page.getByRole('dialog', { name: 'Effacer la conversation' })
  await dialog.getByLabel('Motif').fill('À sa demande')
  const sent = page.waitForRequest((request) => request.method() === 'DELETE')
  await dialog.getByRole('button', { name: 'Effacer la conversation' }).click()
  const reason = (await (await sent).allHeaders())['audit-reason'] ?? ''
  expect(decodeURIComponent(reason)).toBe('À sa demande')
  await expect(dialog).toHaveCount(0)
  await expect(page).toHaveURL(/\/inbox$|\/inbox\?/)
})
