import { eventually } from '../../src/api.ts'
import { buyAsGuest, type GuestOrder } from '../../src/guest.ts'
import { checkOrder } from '../kit/check.ts'
import type { Outcome } from '../kit/drill.ts'
import { keepDown } from '../kit/processes.ts'
import { pause, type TestPlatform } from '../kit/test-platform.ts'

/** A guest's order needs no accounts: it is placed while that is down, and its access token is had once it is back. */
export async function orderWithoutAccounts(platform: TestPlatform): Promise<Outcome> {
  const { api } = platform
  await platform.processes.allReady()
  const sku = await platform.sellNew(5)
  const holding = keepDown(platform.processes, 'accounts', () => pause(15_000))
  const { order, email, answer } = await buyAsGuest(api, sku, { wait: 0 })
  await holding
  if (answer.status !== 201) return { broke: [`placed ${answer.status}`], note: '' }
  const { orderId, orderToken, accessToken } = order.guest
  const open = () =>
    api<{ accessToken: string }>('POST /api/orders/guest-sessions', {
      body: { orderId, orderToken },
    })
  const session = await eventually('accounts to sign', open, ({ status }) => status === 200, 60_000)
  const token = session.body.accessToken
  const read = async () => (await api<GuestOrder>(`GET /api/orders/${orderId}`, { token })).body
  await eventually(
    'the order to be prepared',
    read,
    ({ status }) => status === 'processing',
    60_000,
  )
  const note = accessToken ? 'with a token at once' : 'without an access token at first'
  return { broke: await checkOrder(platform, { orderId, sku, shopper: { email, token } }), note }
}

/** A hundred look-ups of one order at once: the network is limited, and three links of the order are made at most. */
export async function lookUpAtOnce(platform: TestPlatform): Promise<Outcome> {
  const { api } = platform
  const sku = await platform.sellNew(5)
  const { order, email } = await buyAsGuest(api, sku, { wait: 0 })
  const body = { number: order.number, email }
  const asked = await Promise.all(
    Array.from({ length: 100 }, () => api<{ link?: string }>('POST /api/orders/lookup', { body })),
  )
  const odd = asked.filter(({ status }) => status !== 202 && status !== 429)
  const links = asked.flatMap(({ body: { link } }) => link ?? [])
  const opened = await Promise.all(
    [...links, ...links].map((link) => api('POST /api/orders/links', { body: { link } })),
  )
  const open = opened.filter(({ status }) => status === 200).length
  const broke = [
    ...odd.map(({ status }) => `a look-up answered ${status}`),
    ...(links.length > 30 ? [`${links.length} look-ups of one network`] : []),
    ...(open === 0 || open > 3 ? [`${open} links opened the order`] : []),
  ]
  return { broke, note: `${links.length} of 100 taken, ${open} links opened it` }
}
