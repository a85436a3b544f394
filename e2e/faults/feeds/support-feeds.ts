import type { DataExport, ErasureReceipt } from '@comptoir/contracts/accounts/personal-data-routes'
import { eventually } from '../../src/api.ts'
import { expectStatus, password, register, type Shopper } from '../../src/shopper.ts'
import { readArchive } from '../../src/shopping/personal-data.ts'
import { type Chat, openChat } from '../../support/conversations.ts'
import type { Outcome } from '../kit/drill.ts'
import { keepDown } from '../kit/processes.ts'
import { pause, type TestPlatform, withRetries } from '../kit/test-platform.ts'

type Talker = Shopper & { readonly chat: Chat }
const withinMs = 120_000

/** Support is down for a while, by kill -9 whenever it comes back, while somebody asks for their data and somebody leaves. */
export async function leaveWhileDown(platform: TestPlatform, forMs: number): Promise<Outcome> {
  const [one, other] = [await talker(platform), await talker(platform)]
  const down = keepDown(platform.processes, 'support', () => pause(forMs))
  const asked = await askBoth(platform, one, other)
  await down
  return { broke: await whatIsLeft(platform, asked), note: 'data shown and forgotten after it' }
}

/** Whatever support hears it hears twice at once. */
export async function leaveTwice(platform: TestPlatform): Promise<Outcome> {
  await platform.processes.allReady()
  const [one, other] = [await talker(platform), await talker(platform)]
  await platform.faults.plan('support', { point: 'event:*', mode: 'duplicate', times: 1_000 })
  try {
    const broke = await whatIsLeft(platform, await askBoth(platform, one, other))
    const struck = Object.keys(await platform.faults.struck('support'))
    const twice = struck.filter((name) => /^event:.* duplicate$/.test(name))
    const missed = twice.length >= 2 ? [] : [`only ${twice.join() || 'nothing'} came twice`]
    return { broke: [...broke, ...missed], note: `${twice.length} kinds of events came twice` }
  } finally {
    await platform.faults.clear('support')
  }
}

/** Somebody with an account who has written to the shop. */
async function talker({ api, processes }: TestPlatform): Promise<Talker> {
  await processes.allReady()
  const shopper = await withRetries(() => register(api))
  return { ...shopper, chat: await withRetries(() => openChat(api, {}, shopper.token)) }
}

type Asked = Awaited<ReturnType<typeof askBoth>>

/** One asks for all that the shop holds of them, the other to be forgotten. */
async function askBoth({ api }: TestPlatform, one: Talker, other: Talker) {
  const body = { password }
  const exported = await api<DataExport>('POST /api/me/exports', { token: one.token, body })
  expectStatus('export', exported, 202)
  const erased = await api<{ receipt: string }>('POST /api/me/erasure', {
    ...{ token: other.token, body },
  })
  expectStatus('erasure', erased, 202)
  return { one, other, exportId: exported.body.exportId, receipt: erased.body.receipt }
}

/** What of the one is not shown, or of the other not forgotten. */
async function whatIsLeft(platform: TestPlatform, asked: Asked): Promise<string[]> {
  const { api, staff, address } = platform
  const { one, other, exportId, receipt } = asked
  const shown = await eventually(
    'every service to have shown what it holds',
    () => withRetries(() => api<DataExport>(`GET /api/me/exports/${exportId}`, one)),
    ({ body }) => body.status === 'ready',
    withinMs,
  )
  await eventually(
    'every service to have erased',
    () => withRetries(() => api<ErasureReceipt>(`GET /api/erasure-receipts/${receipt}`)),
    ({ body }) => body.completedAt !== undefined,
    withinMs,
  )
  const archive = await readArchive(await fetch(`${address.gatewayUrl}${shown.body.link?.path}`))
  const { ids } = archive('support')
  const token = await staff()
  // calls of support are refused for some seconds after it is back
  const { status } = await eventually(
    'support to answer',
    () => withRetries(() => api(`GET ${other.chat.path}`, { token })),
    (answer) => answer.status !== 503,
    30_000,
  )
  return [
    ...(ids.join() === one.chat.conversationId ? [] : [`shown of the one: [${ids.join()}]`]),
    ...(status === 404 ? [] : [`the conversation of the other answers ${status}`]),
  ]
}
