import { defaultSettings } from '@comptoir/contracts/admin/settings'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { createApp } from '../src/app.ts'
import { createAuditLog } from '../src/audit/audit-entry-store.ts'
import { createDashboardReader } from '../src/dashboard/read-dashboard.ts'
import { createSalesMemory } from '../src/dashboard/recent-movements.ts'
import { createOpenItems, createOrderFacts, createRebuilds } from '../src/dashboard/sales-store.ts'
import { createLedgers } from '../src/ledger/ledger-store.ts'
import { createSales } from '../src/ledger/stored-sale.ts'
import { createReconciliations } from '../src/reconciliations/reconciliation-store.ts'
import { createSavedViews } from '../src/saved-views/saved-view-store.ts'
import { createSettingsDocuments } from '../src/settings/settings-store.ts'
import { createVendorTwin } from './vendors.ts'

export const at = '2026-11-30T10:00:00.000Z'
export const appToken = 'app-token'
type Role = 'customer' | 'vendor' | 'support' | 'staff' | 'admin'
export type Asked = {
  /** Somebody with that role, `usr_<role>`; or with a name of their own. */
  readonly as?: Role | { readonly id: string; readonly roles?: Role[]; readonly vendorId?: string }
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** The app of admin over memory, and how to ask it as somebody. */
export function createAdminApp() {
  const store = createMemoryStore('admin')
  const settingsDocuments = createSettingsDocuments(store)
  const auditLog = createAuditLog(store)
  const time = { nowMs: Date.parse(at) }
  const vendorTwin = createVendorTwin(store, time)
  const [sales, ledgers] = [createSales(store), createLedgers(store)]
  const orderFacts = createOrderFacts(store)
  const openItems = createOpenItems(store)
  const rebuilds = createRebuilds(store)
  const savedViews = createSavedViews(store)
  const settings = fixedSettings()
  const clock = () => new Date(time.nowMs)
  const salesMemory = createSalesMemory({ orderFacts, now: () => time.nowMs })
  const dashboard = createDashboardReader({ orderFacts, openItems, salesMemory, settings, clock })
  const { verify, headersFor } = createTestVerifier()
  const app = createApp({
    ...{ reconciliations: createReconciliations(store) },
    ...{ settingsDocuments, auditLog, initial: defaultSettings, settings },
    ...{ dashboard, rebuilds, savedViews },
    ...{ ...vendorTwin, ledgers, verify, log: silentLog(), appToken },
  })
  async function ask(operation: string, { as, body, headers = {} }: Asked = {}) {
    const [method = 'GET', path = '/'] = operation.split(' ')
    const user = typeof as === 'string' ? { id: `usr_${as}`, roles: [as] } : as
    const auth = user ? await headersFor(user) : {}
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const answer = await app.request(path, {
      method,
      headers: { ...auth, ...json, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every operation
    const found: any = answer.status === 204 ? {} : await answer.json()
    return { status: answer.status, headers: answer.headers, body: found }
  }
  const figures = { orderFacts, openItems, rebuilds, salesMemory, dashboard, savedViews }
  return {
    ...{ store, app, ask, headersFor, ...figures },
    ...{ settingsDocuments, auditLog, sales, ledgers, time, ...vendorTwin },
  }
}
