import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, createApi } from '@comptoir/e2e/api'
import { register, sell, signIn } from '@comptoir/e2e/shopper'
import { readProgramLine, usageError } from '@comptoir/tools/runner/screen/command-line'
import { reportError } from '@comptoir/tools/runner/screen/user-error'
import { summary } from './measuring/measure.ts'
import { findPlatform } from './platform.ts'
import { orderCart, readyCart } from './shoppers.ts'

// What a thousand messages a minute cost orders: orders one at a time, in turns with and without confirmations being sent again at that
// rate, in one run: `npm run bench:mails -- 6`. On the Comptoir that runs here, or one of its own.
const command = {
  run: 'npm run bench:mails --',
  positionals: '[TURNS]',
  summary: 'Times orders while a thousand mails a minute are sent, and while none are.',
  options: {},
  examples: ['npm run bench:mails', 'npm run bench:mails -- 4'],
} as const
const [asked = '6'] = readProgramLine(command).positionals
const turns = Number(asked)
if (!Number.isInteger(turns) || turns < 1)
  process.exit(reportError(usageError(command, `TURNS is a whole number, not "${asked}"`)))
const turnMs = 20_000
const perMinute = 1_000

type Outbox = { items: { notificationId: string; status: string }[] }

async function sentMails(api: Api, token: string): Promise<string[]> {
  const path = 'GET /api/notifications?channel=email&status=sent&limit=100'
  const { body } = await api<Outbox>(path, { token })
  return body.items.map(({ notificationId }) => notificationId)
}

/** Sends mails again at the rate, until it is told to stop; answers how many. */
function startMails(api: Api, { token, ids }: { token: string; ids: readonly string[] }) {
  let isOver = false
  const running = (async () => {
    const startedAt = performance.now()
    let count = 0
    const asks: Promise<unknown>[] = []
    while (!isOver) {
      const id = ids[count % ids.length]
      asks.push(api(`POST /api/notifications/${id}/resend`, { token }).catch(() => undefined))
      count += 1
      await sleep(Math.max(0, startedAt + (count * 60_000) / perMinute - performance.now()))
    }
    await Promise.all(asks)
    return count
  })()
  return async () => {
    isOver = true
    return await running
  }
}

const platform = await findPlatform(undefined)
const count = async () => {
  const answer = await fetch(`${platform.mailboxUrl}/api/messages?to=nobody`)
  return ((await answer.json()) as { count: number }).count
}
try {
  const api = createApi(platform.gatewayUrl)
  const token = await signIn(api, platform.staff)
  const sku = await sell(api, token, { price: 1990, stock: 100_000 })
  const shopper = await register(api)
  const order = async () => await orderCart(api, await readyCart(api, shopper, sku))
  for (let n = 0; n < 110; n++) await order()
  await sleep(5_000)
  const ids = await sentMails(api, token)
  const times: Record<'alone' | 'beside', number[]> = { alone: [], beside: [] }
  let sent = 0
  for (let turn = 0; turn < 2 * turns; turn++) {
    const kind = turn % 2 === 0 ? 'alone' : 'beside'
    const before = await count()
    const stop = kind === 'beside' ? startMails(api, { token, ids }) : async () => 0
    const endsAt = performance.now() + turnMs
    while (performance.now() < endsAt) times[kind].push(await order())
    const askedFor = await stop()
    // what is queued goes before the next turn begins
    await sleep(5_000)
    if (kind === 'beside') sent += (await count()) - before
    console.log(`${kind}: ${summary(times[kind]).p50} ms so far; ${askedFor} mails asked for`)
  }
  const [alone, beside] = [summary(times.alone), summary(times.beside)]
  const ratio = (beside.p50 / alone.p50).toFixed(2)
  const orders = `${times.alone.length} and ${times.beside.length} orders`
  console.log(
    `p50 ${alone.p50} ms alone, ${beside.p50} ms beside ${perMinute} mails a minute: ${ratio}`,
  )
  console.log(`p95 ${alone.p95} ms and ${beside.p95} ms; ${orders}; ${sent} mails arrived`)
} finally {
  await platform.stop()
}
