import { createHash, randomBytes } from 'node:crypto'
import {
  confirmWithdrawal,
  declareWithdrawal,
  readWithdrawalReceipt,
} from '@comptoir/contracts/orders/return-routes'
import type { Withdrawal as WithdrawalView } from '@comptoir/contracts/orders/withdrawal-schemas'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { type ApplyDeps, applyWithdrawal } from '../withdrawals/apply-withdrawal.ts'
import { renderReceipt } from '../withdrawals/receipt-pdf.ts'
import { confirm, type Withdrawal } from '../withdrawals/withdrawal.ts'
import { refundDayOf } from '../withdrawals/withdrawal-period.ts'
import { confirmedEvent } from '../withdrawals/withdrawal-store.ts'
import { withdrawalInformation } from '../withdrawals/withdrawal-texts.ts'

export type WithdrawalRouteDeps = ApplyDeps &
  Pick<Deps, 'addressOf' | 'guestLimits'> & {
    readonly newWithdrawalId: () => string
  }

/** The withdrawal function: open to anyone, in two steps. What it answers does not depend on whether there is such an order. */
export function addWithdrawalRoutes(app: ServiceApp, deps: WithdrawalRouteDeps): void {
  const { withdrawals, clock, log } = deps

  app.openapi(declareWithdrawal, async (c) => {
    await deps.guestLimits.withdrawing(deps.addressOf(c))
    const withdrawalId = deps.newWithdrawalId()
    const confirmationToken = randomBytes(24).toString('base64url')
    const declared: Withdrawal = {
      ...{ status: 'declared', withdrawalId, ...c.req.valid('json') },
      ...{ declaredAt: clock().toISOString(), tokenHash: hashOf(confirmationToken) },
    }
    const { document } = await withdrawals.create(withdrawalId, declared)
    return c.json({ withdrawal: toView(document.data), confirmationToken }, 201)
  })

  app.openapi(confirmWithdrawal, async (c) => {
    const { withdrawalId } = c.req.valid('param')
    await withToken(deps, withdrawalId, c.req.valid('json').confirmationToken)
    const at = clock().toISOString()
    const { data } = await withdrawals.update(withdrawalId, (current) => {
      const next = confirm(current, at)
      return next === current ? undefined : { next, events: [confirmedEvent(next)] }
    })
    // after the answer: how long it takes would tell whether there is such an order. What fails is repeated by the watch.
    if (data.status === 'confirmed' && !data.outcome) {
      void applyWithdrawal(deps, data).catch((error: unknown) =>
        log.warn({ err: error, withdrawalId }, 'a withdrawal will be applied later'),
      )
    }
    return c.json(toView(data), 200)
  })

  app.openapi(readWithdrawalReceipt, async (c) => {
    const { withdrawalId } = c.req.valid('param')
    const data = await withToken(deps, withdrawalId, c.req.valid('header')['withdrawal-token'])
    if (data.status !== 'confirmed') throw refuse('document_not_ready', 'it is not confirmed yet')
    const bytes = await renderReceipt(data)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${withdrawalId}.pdf"`,
        'cache-control': 'private, no-store',
      },
    })
  })
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** A withdrawal exists for whoever has its token, and for nobody else. */
async function withToken({ withdrawals }: WithdrawalRouteDeps, id: string, token: string) {
  const data = (await withdrawals.get(id))?.data
  if (data?.tokenHash !== hashOf(token)) throw refuse('not_found', 'there is no such withdrawal')
  return data
}

function toView(withdrawal: Withdrawal): WithdrawalView {
  const { withdrawalId, status, name, orderNumber, email, lines, locale, declaredAt } = withdrawal
  return {
    ...{ withdrawalId, status, name, orderNumber, email, locale, declaredAt },
    ...(lines && { lines }),
    ...(withdrawal.status === 'confirmed' && {
      confirmedAt: withdrawal.confirmedAt,
      refundBy: refundDayOf(withdrawal.confirmedAt),
    }),
    information: [...withdrawalInformation],
  }
}
