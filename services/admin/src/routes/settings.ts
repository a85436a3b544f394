import { readSetSettings } from '@comptoir/contracts/admin/internal-routes'
import {
  listSettings,
  listSettingsChanges,
  readSettings,
  readShop,
  replaceSettings,
} from '@comptoir/contracts/admin/routes'
import {
  type SettingsNamespace,
  settingsNamespaces,
  settingsShapes,
} from '@comptoir/contracts/admin/settings'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { checkedValues } from '../settings/checked-values.ts'
import { changeSettings, type SettingsDocument } from '../settings/settings.ts'
import { toSettingsView, toShop } from '../settings/settings-view.ts'

type SettingsDeps = Pick<Deps, 'settingsDocuments' | 'initial' | 'settings' | 'clock'>

/** What anyone may know of the shop. */
export function addShopRoutes(app: ServiceApp, { settings }: Pick<Deps, 'settings'>): void {
  app.openapi(readShop, (c) => {
    c.header('cache-control', 'public, max-age=10')
    return c.json(toShop(settings()), 200)
  })
}

/** Settings for staff, and for the services that go by them. */
export function addSettingsRoutes(app: ServiceApp, deps: SettingsDeps): void {
  const { settingsDocuments, initial, clock } = deps

  app.openapi(listSettings, async (c) => {
    const found = await foundByName(deps)
    const items = settingsNamespaces.map((name) => toSettingsView(name, initial, found.get(name)))
    return c.json({ items }, 200)
  })

  app.openapi(readSettings, async (c) => {
    const { namespace } = c.req.valid('param')
    const document = await settingsDocuments.get(namespace)
    c.header('etag', etagOf(document?.version ?? 0))
    return c.json(detailOf(deps, namespace, document), 200)
  })

  app.openapi(replaceSettings, async (c) => {
    const { namespace } = c.req.valid('param')
    const { values, reason } = c.req.valid('json')
    const checked = checkedValues(namespace, values)
    const ifVersion = ifMatchOf(c)
    const wanted = { namespace, values: checked, reason, by: currentUser(c).id }
    const at = clock().toISOString()
    const document = await settingsDocuments.upsert(namespace, (data, version) => {
      if (ifVersion !== undefined && ifVersion !== version) throw refuse('precondition_failed')
      const change = changeSettings(data, version, { ...wanted, at })
      // a concern that nobody has set has no document to leave as it is
      return change ?? (data ? undefined : { next: { values: {}, history: [] } })
    })
    c.header('etag', etagOf(document.version))
    return c.json(detailOf(deps, namespace, document), 200)
  })

  app.openapi(listSettingsChanges, async (c) => {
    const { namespace } = c.req.valid('param')
    const { limit, cursor = '0' } = c.req.valid('query')
    const changes = [...((await settingsDocuments.get(namespace))?.data.history ?? [])].reverse()
    const from = /^\d{1,6}$/.test(cursor) ? Number(cursor) : Number.NaN
    if (Number.isNaN(from)) throw refuse('invalid_request', 'the cursor is not one of ours')
    const end = from + limit
    const items = changes.slice(from, end)
    return c.json({ items, ...(end < changes.length && { nextCursor: String(end) }) }, 200)
  })

  app.openapi(readSetSettings, async (c) => {
    const found = await foundByName(deps)
    const items = [...found.values()].map(({ id, version, data }) => ({
      ...{ namespace: id, version, values: data.values },
    }))
    return c.json({ items }, 200)
  })
}

async function foundByName({ settingsDocuments }: Pick<Deps, 'settingsDocuments'>) {
  const found = await settingsDocuments.getMany(settingsNamespaces)
  return new Map(found.map((document) => [document.id, document]))
}

function detailOf(
  { initial }: Pick<Deps, 'initial'>,
  namespace: SettingsNamespace,
  document: Document<SettingsDocument> | undefined,
) {
  const schema = z.toJSONSchema(settingsShapes[namespace], { io: 'input', unrepresentable: 'any' })
  return { ...toSettingsView(namespace, initial, document), schema: { ...schema } }
}
