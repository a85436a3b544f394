import { PriceListChanged } from '@comptoir/contracts/catalog/events'
import type { PriceListEntry, PriceListInput } from '@comptoir/contracts/catalog/price-list-schemas'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import { isSameValue } from '../products/same-value.ts'
import { isForEveryone, type ListEntry, type PriceList } from './price-list.ts'

/** A change and its event; nothing when the list is as asked already. */
export type PriceListChange = { next: PriceList; events: NewEvent[] } | undefined

/** The input of staff with its moments in UTC. */
export type PriceListContent = PriceListInput

/** How long past prices are kept: a reduction that lasts a year still needs the 30 days before it. */
const pastKeptDays = 400
const day = 24 * 60 * 60 * 1000

/** A new list, active unless the input says otherwise. */
export function newPriceList(priceListId: string, content: PriceListContent, now: Date) {
  const at = now.toISOString()
  const list: PriceList = {
    ...termsOf(content),
    priceListId,
    status: content.status ?? 'active',
    entries: content.entries.map((entry) => ({ ...entry, since: at })),
    past: [],
    createdAt: at,
    updatedAt: at,
  }
  return { list, events: [eventOf(list)] }
}

/** Whether a list is what the input asks for: creating it once more changes nothing. */
export function isAsAsked(list: PriceList, content: PriceListContent): boolean {
  return changePriceList(list, content, new Date(list.updatedAt)) === undefined
}

/** The list as the input says, or nothing when it is so already. Prices that everyone paid so far are kept as past ones. */
export function changePriceList(
  list: PriceList,
  content: PriceListContent,
  now: Date,
): PriceListChange {
  const terms = { ...termsOf(content), status: content.status ?? list.status }
  const known = { ...termsOf(list), status: list.status, entries: list.entries.map(plainEntry) }
  if (isSameValue(known, { ...terms, entries: content.entries })) return undefined
  const at = now.toISOString()
  const isSameRule = isSameValue(ruleOf(list), ruleOf({ ...list, ...terms }))
  const kept = new Map(
    isSameRule ? list.entries.map((entry) => [keyOf(plainEntry(entry)), entry]) : [],
  )
  const entries = content.entries.map((entry) => kept.get(keyOf(entry)) ?? { ...entry, since: at })
  const gone = list.entries.filter((entry) => !entries.includes(entry))
  return changed({ ...list, ...terms, entries, past: pastAfter(list, gone, at) }, at)
}

export function archivePriceList(list: PriceList, now: Date): PriceListChange {
  if (list.status === 'archived') return undefined
  const at = now.toISOString()
  return changed({ ...list, status: 'archived', past: pastAfter(list, list.entries, at) }, at)
}

function changed(next: PriceList, updatedAt: string): PriceListChange {
  const list = { ...next, updatedAt }
  return { next: list, events: [eventOf(list)] }
}

/** Everything that staff write, but for status and entries. */
function termsOf(given: PriceListContent | PriceList) {
  const { name, currency, customerStatuses, customerTags, priority, startsAt, endsAt } = given
  return { name, currency, customerStatuses, customerTags, priority, startsAt, endsAt }
}

/** What decides, beside the entries, which prices are in force. */
function ruleOf(list: PriceList) {
  const { name: _name, ...rule } = termsOf(list)
  return { ...rule, status: list.status }
}

/** The past prices with those that end now. */
function pastAfter(list: PriceList, ended: readonly ListEntry[], at: string): PriceList['past'] {
  const oldest = new Date(Date.parse(at) - pastKeptDays * day).toISOString()
  const ending = ended.flatMap((entry) => pastPriceOf(list, entry, at) ?? [])
  return [...list.past, ...ending].filter(({ until }) => until > oldest)
}

/** What everyone paid for one piece by an entry, if there was a time for it before `at`. */
export function pastPriceOf(
  list: PriceList,
  { tiers, since, ...target }: ListEntry,
  at: string,
): PriceList['past'][number] | undefined {
  const tier = tiers.find(({ minQuantity }) => minQuantity === 1)
  if (!tier || list.status !== 'active' || !isForEveryone(list)) return undefined
  const from = later(since, list.startsAt)
  const until = list.endsAt !== undefined && list.endsAt < at ? list.endsAt : at
  if (from >= until) return undefined
  const { amount, percentOffBps } = tier
  return { ...target, amount, percentOffBps, priority: list.priority, from, until }
}

const later = (a: string, b: string | undefined): string => (b !== undefined && b > a ? b : a)

const plainEntry = ({ since: _since, ...entry }: ListEntry): PriceListEntry => entry
const keyOf = ({ sku, productId, categoryId, tiers }: PriceListEntry): string =>
  JSON.stringify([
    sku,
    productId,
    categoryId,
    tiers.map(({ minQuantity, amount, percentOffBps }) => [minQuantity, amount, percentOffBps]),
  ])

function eventOf({ priceListId, status, currency, startsAt, endsAt }: PriceList): NewEvent {
  return newEvent(PriceListChanged, { priceListId, status, currency, startsAt, endsAt })
}
