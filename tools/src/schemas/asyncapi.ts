import type { EventDefinition } from '@comptoir/contracts/event'
import {
  broadcasts,
  consumers,
  deadLetterTopic,
  staffActions,
  subscriptions,
} from '@comptoir/contracts/subscriptions'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { envelopeSchema } from './event-schemas.ts'

type Operation = { readonly action: 'send' | 'receive'; readonly [member: string]: unknown }

/**
 * The AsyncAPI 3 document: a channel for each topic, and what each service sends and receives. No servers: which broker
 * there is, the operator says.
 */
export function asyncApiDocument(events: readonly EventDefinition[]) {
  return {
    asyncapi: '3.0.0',
    info: { title: 'Comptoir events', version: '1', description },
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries([
      ...events.map((event) => [event.type, eventChannel(event)]),
      ...consumers.map((consumer) => [deadLetterTopic(consumer), deadChannel(consumer)]),
    ]),
    operations: Object.fromEntries([
      ...events.map(sending),
      ...consumers.flatMap((consumer) => receiving(consumer, 'receives', subscriptions)),
      ...appIds.flatMap((consumer) => receiving(consumer, 'is-refreshed-by', broadcasts)),
      ...consumers.flatMap(deadLetters),
    ]),
    components: {
      schemas: { CloudEvent: { title: 'CloudEvent', ...envelopeSchema() } },
      messages: Object.fromEntries(events.map((event) => [messageKeyOf(event), message(event)])),
    },
  }
}

const description = `The events of all services: CloudEvents 1.0 in structured mode, each kind on a topic of its own.
The sidecar of the producer puts the data into the envelope and adds attributes (pubsubname, topic, traceid).
What a consumer refuses, or could not handle in two minutes, goes to its topic of dead letters.`

/** A reference inside the document; no part of ours has a character that JSON pointers escape. */
const reference = (...path: string[]) => ({ $ref: `#/${path.join('/')}` })
const messagesOf = (events: readonly EventDefinition[]) =>
  Object.fromEntries(
    events.map(messageKeyOf).map((key) => [key, reference('components', 'messages', key)]),
  )

const shared = new Set(staffActions.map(({ name }) => name))
/** The name of an event; with its producer where each service has one of that name. */
export const messageKeyOf = ({ producer, name }: EventDefinition): string =>
  shared.has(name) ? `${producer}.${name}` : name

function eventChannel(event: EventDefinition) {
  const { name, description, type } = event
  return { address: type, title: name, description, messages: messagesOf([event]) }
}

function deadChannel(consumer: AppId) {
  return {
    address: deadLetterTopic(consumer),
    title: `Dead letters of ${consumer}`,
    description: `What ${consumer} refused, or could not handle in time.`,
    messages: messagesOf(subscriptions[consumer] ?? []),
  }
}

function message(event: EventDefinition) {
  const { name, description, type, producer } = event
  const own = {
    type: 'object',
    properties: {
      type: { type: 'string', const: type },
      source: { type: 'string', const: producer },
      data: { $ref: `./${type}.json` },
    },
    required: ['data'],
  }
  const payload = { allOf: [reference('components', 'schemas', 'CloudEvent'), own] }
  return { name, title: name, summary: description, payload }
}

function sending(event: EventDefinition): [string, Operation] {
  const operation = { summary: `${event.producer} publishes ${event.name}.`, ...of(event.producer) }
  return [`${event.producer}-sends-${event.name}`, { action: 'send', ...operation, ...on(event) }]
}

function receiving(
  consumer: AppId,
  verb: 'receives' | 'is-refreshed-by',
  lists: typeof subscriptions,
): [string, Operation][] {
  const how = verb === 'receives' ? 'One replica' : 'Every replica'
  return (lists[consumer] ?? []).map((event) => [
    `${consumer}-${verb}-${messageKeyOf(event)}`,
    {
      action: 'receive',
      summary: `${how} of ${consumer} handles ${event.name}.`,
      ...of(consumer),
      ...on(event),
    },
  ])
}

function deadLetters(consumer: AppId): [string, Operation][] {
  const channel = { ...of(consumer), channel: reference('channels', deadLetterTopic(consumer)) }
  const sends = `The sidecar of ${consumer} passes on what ${consumer} could not handle.`
  const receives = `${consumer} stores it, for staff to read and replay.`
  return [
    [`${consumer}-sends-dead-letters`, { action: 'send', summary: sends, ...channel }],
    [`${consumer}-receives-dead-letters`, { action: 'receive', summary: receives, ...channel }],
  ]
}

const of = (appId: AppId) => ({ tags: [{ name: appId }] })

function on(event: EventDefinition) {
  return {
    channel: reference('channels', event.type),
    messages: [reference('channels', event.type, 'messages', messageKeyOf(event))],
  }
}
