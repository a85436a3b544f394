import { may } from '@comptoir/contracts/accounts/permissions'
import * as contract from '@comptoir/contracts/admin/vendors/ledger-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import * as rules from '../ledger/ledger.ts'
import { toEntry, toPayout } from '../ledger/ledger-view.ts'
import { entryIdOf } from '../ledger/sale.ts'
import { isContracted } from '../vendors/vendor.ts'
import { visibleTo } from '../vendors/vendor-access.ts'

type LedgerDeps = Pick<Deps, 'vendors' | 'ledgers' | 'clock'>

/** What vendors get: their ledgers, and the payouts that staff make of them. */
export function addVendorLedgerRoutes(app: ServiceApp, deps: LedgerDeps): void {
  addReading(app, deps)
  addWriting(app, deps)
  addDeciding(app, deps)
}

const read = 'vendor-payouts.read'

function addReading(app: ServiceApp, { vendors, ledgers }: LedgerDeps): void {
  app.openapi(contract.listVendorEntries, async (c) => {
    const user = currentUser(c)
    const { vendorId } = c.req.valid('param')
    visibleTo(user, await vendors.get(vendorId), read)
    const { currency, payoutId, limit, cursor } = c.req.valid('query')
    const period = payoutId ? await ledgers.payoutOf({ vendorId, payoutId }) : undefined
    const key = period ?? { vendorId, currency }
    const { balance } = await ledgers.read(key)
    const page = await ledgers.entries.list('ledger', rules.ledgerIdOf(key), {
      ...{ limit, cursor, order: 'desc', min: period?.from, max: period?.to },
    })
    const items = page.items.map(({ data }) => toEntry(data, may(user.roles, read)))
    const currencies = await ledgers.currenciesOf(vendorId)
    const money = { amount: balance, currency: key.currency }
    return c.json({ ...page, items, balance: money, currencies }, 200)
  })

  app.openapi(contract.listVendorPayouts, async (c) => {
    const { vendorId } = c.req.valid('param')
    visibleTo(currentUser(c), await vendors.get(vendorId), read)
    const page = await ledgers.payouts.list('vendor', vendorId, {
      ...{ ...c.req.valid('query'), order: 'desc' },
    })
    return c.json({ ...page, items: page.items.map(({ data }) => toPayout(data)) }, 200)
  })

  app.openapi(contract.readVendorPayout, async (c) => {
    const asked = c.req.valid('param')
    visibleTo(currentUser(c), await vendors.get(asked.vendorId), read)
    return c.json(toPayout(await ledgers.payoutOf(asked)), 200)
  })
}

/** A vendor with a contract, or one that had one: nobody else has a ledger. */
async function requireLedger({ vendors }: LedgerDeps, vendorId: string): Promise<void> {
  const vendor = await vendors.get(vendorId)
  if (!vendor || !isContracted(vendor.data)) throw refuse('not_found', 'no such vendor')
}

function addWriting(app: ServiceApp, deps: LedgerDeps): void {
  const { ledgers, clock } = deps

  app.openapi(contract.addVendorAdjustment, async (c) => {
    const { vendorId } = c.req.valid('param')
    await requireLedger(deps, vendorId)
    const { currency, ...asked } = c.req.valid('json')
    const { id: by } = currentUser(c)
    const entryId = entryIdOf([vendorId, by, c.req.valid('header')['idempotency-key']])
    const at = clock().toISOString()
    const entry = { entryId, kind: 'adjustment' as const, at, by, ...asked }
    await ledgers.append({ vendorId, currency }, [entry])
    const made = (await ledgers.entries.get(entryId))?.data
    if (!made || made.currency !== currency || !rules.isSameEntry(made, entry))
      throw refuse('idempotency_key_reused')
    return c.json(toEntry(made, true), 201)
  })

  app.openapi(contract.createVendorPayout, async (c) => {
    const { vendorId } = c.req.valid('param')
    await requireLedger(deps, vendorId)
    const at = clock().toISOString()
    const key = { vendorId, ...c.req.valid('json') }
    const { draft } = await ledgers.decide(key, (ledger) => rules.draftPayout(ledger, at))
    if (!draft) throw refuse('conflict')
    return c.json(toPayout(draft), 201)
  })
}

function addDeciding(app: ServiceApp, { ledgers, clock }: LedgerDeps): void {
  app.openapi(contract.payVendorPayout, async (c) => {
    const act = { ...c.req.valid('json'), by: currentUser(c).id, at: clock().toISOString() }
    const paid = await ledgers.decideOn(c.req.valid('param'), (ledger, payout) =>
      rules.payPayout(ledger, payout, act),
    )
    return c.json(toPayout(paid), 200)
  })

  const endings = [
    [contract.cancelVendorPayout, rules.cancelPayout],
    [contract.reverseVendorPayout, rules.reversePayout],
  ] as const
  for (const [route, rule] of endings) {
    app.openapi(route, async (c) => {
      const act = { ...c.req.valid('json'), by: currentUser(c).id, at: clock().toISOString() }
      const ended = await ledgers.decideOn(c.req.valid('param'), (ledger, payout) =>
        rule(ledger, payout, act),
      )
      return c.json(toPayout(ended), 200)
    })
  }
}
