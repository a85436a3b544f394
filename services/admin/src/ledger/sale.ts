import { createHash } from 'node:crypto'
import type { VendorEntryKind } from '@comptoir/contracts/admin/vendors/ledger-schemas'
import { type VendorShare, vendorShares } from '@comptoir/money/vendor-shares'
import type { Posting, Sale } from './stored-sale.ts'

type Sold = NonNullable<Sale['sold']>
type Refund = Sale['refunds'][number]
type Dispute = Sale['disputes'][number]

/** What services tell of the money of an order. Each may come twice, late, and in any order. */
export type SaleFact = { readonly at: string } & (
  | { readonly kind: 'left'; readonly sold: Sold; readonly vendorIds: readonly string[] }
  | { readonly kind: 'refund'; readonly refund: Refund }
  | { readonly kind: 'dispute'; readonly dispute: Dispute }
)

export const newSale = (orderId: string): Sale => ({
  ...{ orderId, left: [], refunds: [], disputes: [], postings: [] },
})

/**
 * Takes a fact in, with what it enters into the ledgers of vendors: the difference between what the order comes to for a vendor with
 * it and what was entered before. So the sum follows from the set of facts. A vendor's part is entered once something of it has left:
 * from then on the order is not edited. That held money was let go then is the shop's risk. The same sale when it is no news.
 */
export function recordFact(sale: Sale, fact: SaleFact): Sale {
  const next = withFact(sale, fact)
  return next === sale
    ? sale
    : { ...next, postings: [...sale.postings, ...newPostings(next, fact)] }
}

function withFact(sale: Sale, fact: SaleFact): Sale {
  if (fact.kind === 'refund') return withRefund(sale, fact.refund)
  if (fact.kind === 'dispute') return withDispute(sale, fact.dispute)
  const news = fact.vendorIds.filter((vendorId) => !sale.left.includes(vendorId))
  if (news.length === 0 && sale.sold) return sale
  return { ...sale, sold: sale.sold ?? fact.sold, left: [...sale.left, ...news] }
}

function withRefund(sale: Sale, told: Refund): Sale {
  const known = sale.refunds.find(({ refundId }) => refundId === told.refundId)
  if (known && known.version >= told.version) return sale
  return { ...sale, refunds: [...sale.refunds.filter((one) => one !== known), told] }
}

function withDispute(sale: Sale, told: Dispute): Sale {
  const known = sale.disputes.find(({ disputeId }) => disputeId === told.disputeId)
  if (known && !isNewer(told, known)) return sale
  return { ...sale, disputes: [...sale.disputes.filter((one) => one !== known), told] }
}

/** One that was closed before it was known is told as opened and closed by the same version. */
function isNewer(told: Dispute, known: Dispute): boolean {
  if (told.version !== known.version) return told.version > known.version
  return known.status === 'open' && told.status !== 'open'
}

function newPostings(sale: Sale, fact: SaleFact): Posting[] {
  if (!sale.sold) return []
  const shares = vendorShares({
    ...sale.sold,
    refunds: sale.refunds.filter(({ status }) => status === 'succeeded'),
    disputes: sale.disputes.filter(({ status }) => status !== 'won'),
  })
  return [...shares]
    .filter(([vendorId]) => sale.left.includes(vendorId))
    .flatMap(([vendorId, share]) => postingsOf(sale, { vendorId, share, fact }))
}

type Owner = { readonly vendorId: string; readonly share: VendorShare; readonly fact: SaleFact }

function postingsOf({ orderId, postings }: Sale, { vendorId, share, fact }: Owner): Posting[] {
  const own = postings.filter((posting) => posting.vendorId === vendorId)
  const enteredAs = (kind: VendorEntryKind) =>
    own.reduce((sum, posting) => (posting.kind === kind ? sum + posting.amount : sum), 0)
  const { cause, version } = causeOf(fact)
  return targetsOf(share).flatMap(([kind, target]) => {
    const amount = target - enteredAs(kind)
    if (amount === 0) return []
    const entryId = entryIdOf([orderId, vendorId, kind, cause ?? 'left', version])
    return [{ entryId, vendorId, kind, amount, at: fact.at, ...(cause && { cause }) }]
  })
}

/** What the entries of each kind add up to. */
const targetsOf = (share: VendorShare): [VendorEntryKind, number][] => [
  ['sale', share.sales],
  ['refund', 0 - share.refunded],
  ['dispute', 0 - share.disputed],
  ['commission', 0 - share.commission],
]

function causeOf(fact: SaleFact): { readonly cause?: string; readonly version: number } {
  if (fact.kind === 'refund') return { cause: fact.refund.refundId, version: fact.refund.version }
  if (fact.kind === 'dispute')
    return { cause: fact.dispute.disputeId, version: versionOf(fact.dispute) }
  return { version: 0 }
}

/** Two words on a dispute may have one version: each has entries of its own. */
const versionOf = ({ version, status }: Dispute): number =>
  2 * version + (status === 'open' ? 0 : 1)

/** The same for the same fact, of one length, as every store takes it for a key. */
export const entryIdOf = (parts: readonly (string | number)[]): string =>
  `vle_${createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 26)}`
