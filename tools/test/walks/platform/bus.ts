import type { CloudEvent } from '@comptoir/contracts/event'
import { consumers, subscriptions } from '@comptoir/contracts/subscriptions'
import type { AppId } from '@comptoir/contracts/topology'
import { appToken, type Network } from './network.ts'
import type { World } from './world.ts'

/** How often a sidecar delivers an event again, a second apart, before it gives up. */
const mostTries = 120
const soonMs = 400
const lateMs = 120_000

/**
 * A broker that promises nothing: it delivers late, twice, in any order or not at all, as bad as the weather is. What it
 * loses is found in the log.
 */
export function createBus(world: World, { listeners, hand }: Network) {
  const { random } = world
  const published: CloudEvent[] = []
  const givenUp: string[] = []

  async function deliver(consumer: AppId, event: CloudEvent, tries: number): Promise<void> {
    const status = world.down.has(consumer) ? 500 : await post(consumer, event)
    if (status < 300) return
    if (tries >= mostTries) return void givenUp.push(`${event.type} ${event.id} by ${consumer}`)
    setTimeout(() => void deliver(consumer, event, tries + 1), 1_000)
  }

  async function post(consumer: AppId, event: CloudEvent): Promise<number> {
    const headers = { 'content-type': 'application/cloudevents+json', 'dapr-api-token': appToken }
    const request = { method: 'POST', headers, body: JSON.stringify(event) }
    return await hand(consumer, `/events/${event.type}`, request).then(
      ({ status }) => status,
      () => 500,
    )
  }

  function send(consumer: AppId, event: CloudEvent): void {
    const { deliveries, twice } = world.weather
    const chance = random()
    if (chance < deliveries / 3) {
      world.note(`lost ${event.id} to ${consumer}`)
      return
    }
    const isLate = chance < deliveries
    const waitMs = random() * (isLate ? lateMs : soonMs)
    setTimeout(() => void deliver(consumer, event, 0), waitMs)
    if (random() < twice) setTimeout(() => void deliver(consumer, event, 0), random() * lateMs)
  }

  async function publish(event: CloudEvent): Promise<void> {
    published.push(event)
    for (const consumer of consumers) {
      if (!listeners.has(consumer)) continue
      if (subscriptions[consumer]?.some(({ type }) => type === event.type)) send(consumer, event)
    }
  }

  /** Delivers an event of before once more, as an operator does who replays. */
  function replay(): void {
    const event = published[Math.floor(random() * published.length)]
    if (event) void publish(event)
  }
  return { publish, replay, published, givenUp }
}

export type Bus = ReturnType<typeof createBus>
