import { expect, type Page } from '@playwright/test'
import { eventually } from '../../src/api.ts'
import { type Chat, type Message, say, watch } from '../../support/conversations.ts'
import type { Shop } from './test.ts'

export const chatButton = (page: Page) => page.getByRole('button', { name: /^Nous écrire/ })
export const chatPanel = (page: Page) => page.getByRole('dialog', { name: 'Nous écrire' })
export const chatField = (page: Page) => chatPanel(page).getByLabel('Votre message')

/** Writes in the panel, as a guest who leaves an email with the first message. */
export async function write(page: Page, text: string, email?: string): Promise<void> {
  if (email !== undefined) await chatPanel(page).getByLabel('Votre e-mail').fill(email)
  await chatField(page).fill(text)
  await chatPanel(page).getByRole('button', { name: 'Envoyer' }).click()
}

/** What stands in the panel, in order. */
export const shownIn = (page: Page): Promise<string[]> =>
  chatPanel(page).getByRole('log').locator('p[class*="body"]').allTextContents()

/** The conversation that the page has, as its cookie says. */
export async function chatOf(page: Page): Promise<Pick<Chat, 'path' | 'conversationId'>> {
  const cookies = await page.context().cookies()
  const token = cookies.find(({ name }) => name === 'comptoir_chat')?.value ?? ''
  const [conversationId = ''] = token.split('.')
  expect(conversationId).toMatch(/^cnv_/)
  return { conversationId, path: `/api/conversations/${conversationId}` }
}

/** An agent of the shop, who says things by the API and is there while something runs. */
export function agentOf({ api, staff, platform }: Shop) {
  /** All that was said, as staff read it. */
  async function read({ path }: Pick<Chat, 'path'>): Promise<readonly Message[]> {
    const token = await staff()
    // a service that was frozen a moment ago may be spared for another one
    const { body } = await eventually(
      'the messages to be read',
      () => api<{ items: Message[] }>(`GET ${path}/messages`, { token }),
      ({ status }) => status === 200,
      60_000,
    )
    return body.items
  }
  return {
    read,
    /** How often something was said, as the shop has it. */
    timesSaid: async (chat: Pick<Chat, 'path'>, text: string) =>
      (await read(chat)).filter(({ body }) => body === text).length,
    /** Says it, again until the shop takes it. */
    async say(chat: Pick<Chat, 'path'>, body: string): Promise<void> {
      const token = await staff()
      const clientMsgId = crypto.randomUUID()
      await eventually(
        'the shop to take the answer',
        () => say(api, chat, { token }, { clientMsgId, body }).catch(() => ({ status: 0 })),
        ({ status }) => status === 201,
        60_000,
      )
    },
    async type({ path }: Pick<Chat, 'path'>): Promise<void> {
      await api(`POST ${path}/typing`, { token: await staff() })
    },
    async resolve({ path }: Pick<Chat, 'path'>): Promise<void> {
      const { status } = await api(`POST ${path}/resolve`, { token: await staff() })
      expect(status).toBe(200)
    },
    async online(): Promise<{ leave(): Promise<void> }> {
      const headers = { authorization: `Bearer ${await staff()}` }
      const queue = watch(`${platform.gatewayUrl}/api/support/events`, headers)
      const isOnline = async () =>
        (await api<{ online: boolean }>('GET /api/support/availability')).body.online
      await eventually('an agent to be online', isOnline, (online) => online)
      return queue
    },
  }
}
