import { walk } from '@comptoir/dapr/documents/walk'
import { forEachAtOnce } from './at-once.ts'
import type { Codes } from './code-store.ts'

type Revocation = { readonly promotionId: string; readonly now: string }

/** Revokes single-use codes of a promotion; answers how many of them cannot be used any more. Others are left as they are. */
export async function revokeCodes(
  codes: Codes,
  { promotionId, now }: Revocation,
  names: Iterable<string> | AsyncIterable<string>,
): Promise<number> {
  let revoked = 0
  await forEachAtOnce(names, async (name) => {
    const found = await codes.get(name)
    if (found?.data.kind !== 'single_use' || found.data.promotionId !== promotionId) return
    await codes.update(name, (code) =>
      code.kind === 'shared' || code.revokedAt ? undefined : { next: { ...code, revokedAt: now } },
    )
    revoked++
  })
  return revoked
}

/** The codes of a batch. */
export async function* codesOfBatch(codes: Codes, batchId: string): AsyncGenerator<string> {
  for await (const { id } of walk({ collection: codes, index: 'ofBatch', key: batchId })) yield id
}
