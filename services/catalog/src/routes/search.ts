import {
  readSynonyms,
  replaceSynonyms,
  suggestProducts,
} from '@comptoir/contracts/catalog/category-routes'
import type { ServiceApp } from '@comptoir/service/app'
import type { Deps } from '../deps.ts'
import { defaultSynonyms, settingsId } from '../search/search-settings-store.ts'
import { suggest } from '../search/suggest.ts'

export function addSearchRoutes(app: ServiceApp, { catalogue, settings }: Deps): void {
  app.openapi(suggestProducts, (c) =>
    c.json({ suggestions: suggest(catalogue, c.req.valid('query')) }, 200),
  )

  app.openapi(readSynonyms, async (c) => {
    const document = await settings.get(settingsId)
    return c.json(document?.data ?? { groups: defaultSynonyms() }, 200)
  })

  app.openapi(replaceSynonyms, async (c) => {
    const next = c.req.valid('json')
    const { data } = await settings.upsert(settingsId, () => ({ next }))
    catalogue.replaceSynonyms(data.groups)
    return c.json(data, 200)
  })
}
