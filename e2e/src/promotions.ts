import { randomBytes } from 'node:crypto'
import type { Api } from './api.ts'

/** A code that nobody has yet. */
export const newCode = () => `E2E${randomBytes(6).toString('hex')}`.toUpperCase()

/** A promotion that applies from now on with a code; answers the promotion's id and its code. */
export async function promote(
  api: Api,
  staff: string,
  promotion: { benefit: object; criteria?: object; limits?: object; combination?: string },
): Promise<{ promotionId: string; code: string }> {
  const code = newCode()
  const body = { name: { fr: `Offre ${code}` }, activation: 'code', code, ...promotion }
  const created = await api<{ promotionId: string }>('POST /api/promotions', { token: staff, body })
  if (created.status !== 201) throw new Error(`promotion: ${JSON.stringify(created.body)}`)
  const { promotionId } = created.body
  const published = await api(`POST /api/promotions/${promotionId}/publish`, { token: staff })
  if (published.status !== 200) throw new Error(`publish: ${JSON.stringify(published.body)}`)
  return { promotionId, code }
}
