import type { IssuedDocument } from '../invoice/invoice.ts'
import { isIssued } from '../invoice/invoice.ts'
import { type DocumentType, type Invoices, listKey } from '../invoice/invoice-store.ts'

export type Days = { readonly from: string; readonly to: string }
export type Issued = { readonly id: string; readonly data: IssuedDocument }

const dayMs = 86_400_000
/** A document is issued when its order is confirmed: no order stays open longer than that. */
export const openAtMostDays = 92
const atOnce = 100

/**
 * The invoices and credit notes issued from one day to another in Paris, both included, a hundred in memory at a time. They
 * are listed by when they were drafted, which is at most so many days earlier. Asks before each hundred whether to go on.
 */
export async function* issuedBetween(
  invoices: Invoices,
  days: Days,
  goesOn: () => Promise<boolean> = async () => true,
): AsyncGenerator<Issued> {
  const ids = await idsBetween(invoices, days)
  for (let at = 0; at < ids.length; at += atOnce) {
    if (!(await goesOn())) return
    yield* await issuedOf(invoices, ids.slice(at, at + atOnce), days)
  }
}

/** Of the documents that may be of these days, those that are. */
async function issuedOf(invoices: Invoices, ids: readonly string[], days: Days): Promise<Issued[]> {
  const documents = await invoices.getMany(ids)
  return documents.flatMap(({ id, data }) =>
    isIssued(data) && isWithin(data, days) ? [{ id, data }] : [],
  )
}

async function idsBetween(invoices: Invoices, days: Days): Promise<string[]> {
  const types: readonly DocumentType[] = ['invoice', 'credit_note']
  const range = rangeOf(days)
  const all = types.map((type) => invoices.ids('list', listKey({ type }), range))
  return (await Promise.all(all)).flat()
}

const rangeOf = ({ from, to }: Days) => ({
  min: Date.parse(from) - openAtMostDays * dayMs,
  max: Date.parse(to) + 2 * dayMs,
})

const isWithin = ({ issue: { issuedOn } }: IssuedDocument, { from, to }: Days) =>
  from <= issuedOn && issuedOn <= to
