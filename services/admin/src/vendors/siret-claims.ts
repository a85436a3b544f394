import { refuse } from '@comptoir/service/problems/refusal'
import type { Vendor } from './stored-vendor.ts'
import type { SiretClaims, Vendors } from './vendor-store.ts'

type ClaimDeps = { readonly vendors: Vendors; readonly siretClaims: SiretClaims }
type Asked = {
  readonly siret: string | undefined
  readonly vendorId: string
  readonly at: string
}

/**
 * How long a claim counts before its vendor is written: far longer than a request runs. One that a crash left behind is taken over
 * after it.
 */
const leaseMs = 600_000

/** One vendor sells under a SIRET: claims it, or refuses with `already_exists`. Vendors of other countries have none. */
export async function claimSiret(
  { vendors, siretClaims }: ClaimDeps,
  { siret, vendorId, at }: Asked,
): Promise<void> {
  if (siret === undefined) return
  const mine = { vendorId, at }
  const { created, document } = await siretClaims.create(siret, mine)
  if (created) return
  const { data: held } = document
  if (held.vendorId !== vendorId) {
    const holder = (await vendors.get(held.vendorId))?.data
    const isFresh = held.at !== undefined && Date.parse(at) - Date.parse(held.at) < leaseMs
    if (isHeld(holder, siret, isFresh)) throw taken()
  }
  // two that take over what a vendor left: the first write wins
  const renewed = await siretClaims.update(siret, (now) =>
    now.vendorId === held.vendorId ? { next: mine } : undefined,
  )
  if (renewed.data.vendorId !== vendorId) throw taken()
}

/** By who sells under it; and, for a while, by who is about to: the vendor is written after the claim. */
function isHeld(holder: Vendor | undefined, siret: string, isFresh: boolean): boolean {
  if (!holder || !mayHold.has(holder.status)) return false
  return isFresh || (holder.status !== 'under_review' && holder.trader.siret === siret)
}

/** Takes back what a vendor claimed, when its details go; a claim that another vendor took over stays. */
export async function releaseSiret(
  siretClaims: SiretClaims,
  { vendorId, trader: { siret } }: Pick<Vendor, 'vendorId' | 'trader'>,
): Promise<void> {
  if (siret === undefined) return
  await siretClaims.removeIf(siret, (claim) => claim.vendorId === vendorId)
}

const mayHold: ReadonlySet<string> = new Set(['under_review', 'approved', 'suspended'])

const taken = () =>
  refuse('already_exists', 'another vendor has this SIRET', {
    errors: [{ field: 'siret', code: 'taken', message: 'another vendor has this SIRET' }],
  })
