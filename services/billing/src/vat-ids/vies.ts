import type { Logger } from '@comptoir/service/observability/log'
import { z } from 'zod'
import type { VatId } from './vat-id.ts'

export type ViesAnswer = {
  readonly isValid: boolean
  readonly consultationNumber?: string | undefined
}

/** Asks whether a VAT id is valid today; `undefined` when nobody can say. */
export type Vies = (id: VatId) => Promise<ViesAnswer | undefined>

/** What the REST API of the European Commission answers to `check-vat-number`. */
const Answer = z.object({ valid: z.boolean(), requestIdentifier: z.string().nullish() })
const Failure = z.object({ errorWrappers: z.array(z.object({ error: z.string() })) })

const timeoutMs = 3_000
/** More at once are not asked: VIES refuses floods, and shoppers would wait in line. */
const mostAtOnce = 8

export type ViesOptions = {
  /** Where the API is; without an address nobody is asked. */
  readonly url: string | undefined
  /** The shop's own VAT id: with it VIES answers a consultation number, which proves the check. */
  readonly requester: () => VatId | undefined
  readonly log: Pick<Logger, 'warn'>
}

/**
 * VIES, the register of VAT ids of the European Union, over its REST API. It is often away: then, and when it refuses for the
 * time being, there is no answer.
 */
export function createVies({ url, requester, log }: ViesOptions): Vies {
  let asking = 0

  async function ask({ countryCode, number }: VatId): Promise<ViesAnswer | undefined> {
    const shop = requester()
    const response = await fetch(`${url}/check-vat-number`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        ...{ countryCode, vatNumber: number },
        ...(shop && {
          requesterMemberStateCode: shop.countryCode,
          requesterNumber: shop.number,
        }),
      }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body: unknown = await response.json()
    const { data } = Answer.safeParse(body)
    if (response.ok && data) {
      const { valid: isValid, requestIdentifier } = data
      return { isValid, ...(requestIdentifier && { consultationNumber: requestIdentifier }) }
    }
    const errors = Failure.safeParse(body).data?.errorWrappers.map(({ error }) => error) ?? []
    if (errors.includes('INVALID_INPUT')) return { isValid: false }
    log.warn({ status: response.status, errors }, 'VIES gave no answer')
    return undefined
  }

  return async (id) => {
    if (!url || asking >= mostAtOnce) return undefined
    asking += 1
    try {
      return await ask(id)
    } catch (error) {
      log.warn({ err: error }, 'VIES gave no answer')
      return undefined
    } finally {
      asking -= 1
    }
  }
}
