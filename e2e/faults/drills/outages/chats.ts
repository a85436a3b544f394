import { randomUUID } from 'node:crypto'
import { type Chat, openChat, watch } from '../../../support/conversations.ts'
import type { Outcome } from '../../kit/drill.ts'
import { pause, type TestPlatform, withRetries } from '../../kit/test-platform.ts'

const chats = 5
/** Of each writer in each conversation; more than forty a minute would be refused. */
const messagesOfEach = 6
type Page = ReturnType<typeof watch>

/**
 * Kills a process while guests and an agent write, each message again until it is answered: every page shows every message once, in order,
 * and the documents hold the same.
 */
export async function killAmongChats(platform: TestPlatform, name: string): Promise<Outcome> {
  const { api, address, processes } = platform
  await processes.allReady()
  const restarts = processes.restarts(name)
  const opened = await Promise.all(
    Array.from({ length: chats }, () => withRetries(() => openChat(api))),
  )
  const pages = opened.map(({ path, headers }) =>
    watch(`${address.gatewayUrl}${path}/events`, headers),
  )
  const token = await platform.staff()
  const writing = opened.flatMap((chat) => [
    writeAll(platform, chat, { headers: chat.headers }),
    writeAll(platform, chat, { token }),
  ])
  await pause(150)
  processes.kill(name)
  await Promise.all(writing)
  await processes.recovered(name, restarts)
  const startedAt = performance.now()
  const broke = await Promise.all(opened.map((chat, n) => whatIsMissing(platform, chat, pages[n])))
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  await Promise.all(pages.map(({ leave }) => leave()))
  const written = chats * messagesOfEach * 2
  return { broke: broke.flat(), note: `${written} messages on every page ${seconds} s after it` }
}

type Writer = { readonly token?: string; readonly headers?: Readonly<Record<string, string>> }

async function writeAll({ api }: TestPlatform, { path }: Chat, writer: Writer): Promise<void> {
  for (let n = 0; n < messagesOfEach; n++) {
    const body = { clientMsgId: randomUUID(), body: `message ${n}` }
    await withRetries(async () => {
      const answer = await api(`POST ${path}/messages`, { ...writer, body })
      if (answer.status !== 201) throw new Error(`message: ${answer.status}`)
    })
  }
}

/** What a page, or the record, lacks or has twice; the page has some time to come again. */
async function whatIsMissing(
  { api }: TestPlatform,
  { path, headers }: Chat,
  page: Page | undefined,
): Promise<string[]> {
  const last = 1 + messagesOfEach * 2
  const wanted = Array.from({ length: last }, (_, n) => n + 1).join()
  const shown = () => page?.seqs().join()
  for (let waitedMs = 0; shown() !== wanted && waitedMs < 30_000; waitedMs += 100) await pause(100)
  const { body } = await withRetries(() =>
    api<{ items: { seq: number; clientMsgId?: string }[] }>(`GET ${path}/messages`, { headers }),
  )
  const kept = body.items.map(({ seq }) => seq).join()
  return [
    ...(shown() === wanted ? [] : [`a page of ${path} shows ${shown()}`]),
    ...(kept === wanted ? [] : [`${path} holds ${kept}`]),
  ]
}
