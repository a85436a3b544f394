import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Vendor } from './stored-vendor.ts'
import type { SiretClaims, Vendors } from './vendor-store.ts'

type ClaimDeps = { readonly vendors: Vendors; readonly siretClaims: SiretClaims }

/** One vendor sells under a SIRET: claims it, or refuses with `already_exists`. Vendors of other countries have none. */
export async function claimSiret(
  { vendors, siretClaims }: ClaimDeps,
  { siret, vendorId }: { readonly siret: string | undefined; readonly vendorId: string },
): Promise<void> {
  if (siret === undefined) return
  const { data: held } = (await siretClaims.create(siret, { vendorId })).document
  if (held.vendorId === vendorId) return
  const holder = (await vendors.get(held.vendorId))?.data
  const isHeld = holder?.trader.siret === siret && holding.has(holder.status)
  if (isHeld) throw taken()
  // two that take over what a vendor left: the first write wins
  const renewed = await siretClaims.update(siret, (now) =>
    now.vendorId === held.vendorId ? { next: { vendorId } } : undefined,
  )
  if (renewed.data.vendorId !== vendorId) throw taken()
}

/** Takes back what a vendor claimed, when its details go; a claim that another vendor took over stays. */
export async function releaseSiret(
  siretClaims: SiretClaims,
  { vendorId, trader: { siret } }: Pick<Vendor, 'vendorId' | 'trader'>,
): Promise<void> {
  if (siret === undefined) return
  const keepOthers = (claim: { vendorId: string }): undefined => {
    if (claim.vendorId !== vendorId) throw refuse('conflict', 'another vendor has it')
  }
  await siretClaims.remove(siret, keepOthers).catch(ignoreConflict)
}

function ignoreConflict(error: unknown): void {
  if (!isRefusal(error, 'conflict')) throw error
}

/** One that is under review may be about to be approved. */
const holding: ReadonlySet<string> = new Set(['under_review', 'approved', 'suspended'])

const taken = () =>
  refuse('already_exists', 'another vendor has this SIRET', {
    errors: [{ field: 'siret', code: 'taken', message: 'another vendor has this SIRET' }],
  })
