import type { CloudEvent } from '@comptoir/contracts/event'
import type { Envelope } from '../../src/documents/envelope.ts'
import type { Thing } from './things.ts'
import type { World } from './world.ts'

/** What the writers know: the ops that they tried and those that were answered as done. */
export type Facts = { readonly attempted: string[]; readonly acknowledged: string[] }

const identityOf = ({ id, data }: CloudEvent) => `${id} ${JSON.stringify(data)}`

/** Why the end of a run is not as promised, if it is not. */
export function violationOf(world: World, facts: Facts): Promise<string | undefined> {
  const invariants = [eventsArePublished, nothingIsMadeUp, opsAreDoneOnce]
  for (const invariant of invariants) {
    const violation = invariant(world, facts)
    if (violation) return Promise.resolve(violation)
  }
  return ledgerViolation(world)
}

function committedEvents({ landed }: World): CloudEvent[] {
  return [...landed.values()]
    .flat()
    .flatMap(({ version, outbox }) => outbox.filter((event) => event.aggregateversion === version))
}

function eventsArePublished(world: World): string | undefined {
  const published = new Set(world.published.map(identityOf))
  const lost = committedEvents(world).find((event) => !published.has(identityOf(event)))
  return lost && `lost: ${lost.id} was never published`
}

function nothingIsMadeUp(world: World): string | undefined {
  const committed = new Set(committedEvents(world).map(identityOf))
  const phantom = world.published.find((event) => !committed.has(identityOf(event)))
  return phantom && `phantom: ${phantom.id} was published, not written`
}

function opsAreDoneOnce({ landed }: World, facts: Facts): string | undefined {
  const added = [...landed.values()].flatMap((envelopes) =>
    envelopes.flatMap((envelope, n) => opsAddedBy(envelope, envelopes[n - 1])),
  )
  const twice = facts.attempted.find((op) => added.filter((other) => other === op).length > 1)
  if (twice) return `twice: ${twice} was applied again`
  const forgotten = facts.acknowledged.find((op) => !added.includes(op))
  return forgotten && `forgotten: ${forgotten} was acknowledged, not written`
}

const opsOf = (envelope: Envelope | undefined) =>
  (envelope?.data as Thing | null | undefined)?.ops ?? []

function opsAddedBy(envelope: Envelope, before: Envelope | undefined): string[] {
  const own = opsOf(envelope)
  const kept = opsOf(before)
  return kept.every((op, n) => own[n] === op)
    ? own.slice(kept.length)
    : ['overwritten', 'overwritten']
}

async function ledgerViolation(world: World): Promise<string | undefined> {
  const log = (await world.ports.ledger.read('0-0', 10_000)).map(({ event }) => event)
  const markers = await world.ports.ledger.pending(0, { offset: 0, limit: 100 })
  if (markers.length > 0) return `marker: ${markers[0]?.document} is still announced`
  // what the log held at the loss is gone with it
  const lost = world.isLost() ? undefined : logViolation(world, log)
  return lost ?? (await indexViolation(world))
}

function logViolation(world: World, log: readonly CloudEvent[]): string | undefined {
  for (const [subject, committed] of Map.groupBy(
    committedEvents(world),
    (event) => event.subject,
  )) {
    const own = log.filter((event) => event.subject === subject).map(identityOf)
    const expected = committed.map(identityOf)
    if (own.join() !== expected.join()) return `log: ${own.join()} instead of ${expected.join()}`
  }
  return undefined
}

async function indexViolation(world: World): Promise<string | undefined> {
  for (const group of ['x', 'y']) {
    const address = { collection: 'things', index: 'byGroup', key: group }
    const page = await world.ports.ledger.page(address, { limit: 100, order: 'asc' })
    const held = page.map(({ id, score }) => `${id}:${score}`).sort()
    const expected = [...world.landed].flatMap(([key, envelopes]) => {
      const thing = envelopes.at(-1)?.data as Thing | null | undefined
      return thing?.group === group ? [`${key.split(':')[1]}:${thing.ops.length}`] : []
    })
    if (held.join() !== expected.sort().join()) return `index: ${held} instead of ${expected}`
  }
  return undefined
}
