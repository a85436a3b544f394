import { setTimeout as sleep } from 'node:timers/promises'
import { type AppId, publicPrefixes } from '@comptoir/contracts/topology'
import type { Answer, Person, Request, Shop } from '../actions/shop.ts'
import { tokenOf } from './host-twin.ts'
import type { MemoryPlatform } from './memory-platform.ts'
import { fateOf } from './world.ts'

const mostTries = 4

/** The shop in memory as its clients see it: requests and answers get lost, and are sent again. */
export function createMemoryShop(platform: MemoryPlatform): Shop {
  const { world, network, stripe, paypal } = platform
  const { scheduler, down } = world

  async function attempt(operation: string, request: Request): Promise<Answer | undefined> {
    const [method = 'GET', path = '/'] = operation.split(' ')
    const callee = serviceOf(path)
    await scheduler.turn()
    const fate = fateOf(world)
    if (fate === 'lost' || down.has(callee)) return undefined
    const counted = { writes: 0 }
    const answer = await world.writing
      .run(counted, () => network.hand(callee, path, toInit(method, request)))
      .catch(() => undefined)
    const { writes } = counted
    await scheduler.turn()
    const read = answer && { ...(await toAnswer(answer)), writes }
    const who = request.as?.id ?? 'someone'
    world.note(`${who} ${operation}: ${read?.status ?? 'crashed'} ${saidOf(read)}`)
    return fate === 'unanswered' ? undefined : read
  }

  return {
    async send(operation, request) {
      for (let tries = 1; tries < mostTries; tries++) {
        const answer = await attempt(operation, request)
        if (answer && answer.status < 500 && answer.body?.code !== 'request_running') return answer
        await sleep(1_000 * 2 ** tries)
      }
      return (await attempt(operation, request)) ?? { status: 503, body: {} }
    },
    async provider(path, form) {
      await scheduler.turn()
      const answer = await (form || path.startsWith('/3ds') || path.startsWith('/refunds')
        ? stripe.ask(path, form)
        : stripe.look(path))
      return await toAnswer(answer)
    },
    async paypal(operation, body) {
      await scheduler.turn()
      return await toAnswer(await paypal.ask(operation, body))
    },
    nowMs: () => world.time.nowMs,
    pause: (ms) => sleep(ms),
  }
}

/** What an answer says in a word. */
function saidOf(answer: Answer | undefined): string {
  const { code, orderId, status } = answer?.body ?? {}
  return [code, orderId, !code && status].filter(Boolean).join(' ')
}

export function serviceOf(path: string): AppId {
  const found = Object.entries(publicPrefixes)
    .filter(([prefix]) => path === prefix || new RegExp(`^${prefix}[/?]`).test(path))
    .toSorted(([a], [b]) => b.length - a.length)[0]
  if (!found) throw new Error(`no service of ${path}`)
  return found[1]
}

export function toInit(method: string, { as, body, headers }: Request): RequestInit {
  return {
    method,
    headers: { ...(as && headersOf(as)), ...(body !== undefined && json), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
}
const json = { 'content-type': 'application/json' }
const headersOf = ({ id, roles, token }: Person) => ({
  authorization: `Bearer ${token ?? tokenOf({ id, roles: [...roles] })}`,
})

export async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : {} }
}
