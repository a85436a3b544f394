import * as contract from '@comptoir/contracts/admin/saved-views'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, type User } from '@comptoir/service/auth/auth'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { idOfRequest } from '@comptoir/service/http/id-of-request'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { changeView, newView, type SavedView, toView } from '../saved-views/saved-view.ts'
import { ownKey, sharedKey, viewsOf } from '../saved-views/saved-view-store.ts'

type RouteDeps = Pick<Deps, 'savedViews' | 'clock'>

/** Lists as staff want to see them again, each person's own. */
export function addSavedViewRoutes(app: ServiceApp, deps: RouteDeps): void {
  const { savedViews, clock } = deps
  const now = () => clock().toISOString()

  app.openapi(contract.listSavedViews, async (c) => {
    const user = currentUser(c)
    const found = await viewsOf(savedViews, user, c.req.valid('query').list)
    return c.json({ items: found.map((view) => toView(view, user)) }, 200)
  })

  app.openapi(contract.createSavedView, async (c) => {
    const user = currentUser(c)
    const asked = { list: c.req.valid('query').list, input: c.req.valid('json'), at: now() }
    const viewId = idOfRequest('vw', user.id, c.req.valid('header')['idempotency-key'])
    const wanted = newView(user, asked)
    const known = await savedViews.get(viewId)
    if (!known) await requireRoom(deps, wanted)
    const { document, created } = await savedViews.create(viewId, wanted)
    if (!created && document.data.list !== wanted.list) throw refuse('idempotency_key_reused')
    c.header('etag', etagOf(document.version))
    return c.json(toView(document, user), 201)
  })

  app.openapi(contract.replaceSavedView, async (c) => {
    const user = currentUser(c)
    const { viewId } = c.req.valid('param')
    const input = c.req.valid('json')
    const before = ownView(await savedViews.get(viewId), user)
    const { sharedWith } = input
    if (sharedWith && sharedWith !== before.sharedWith)
      await requireSharedRoom(deps, sharedWith, before)
    const view = await savedViews.update(
      viewId,
      (known) => {
        const next = changeView(ownView({ data: known }, user), user, { input, at: now() })
        return next && { next }
      },
      { ifVersion: ifMatchOf(c) },
    )
    c.header('etag', etagOf(view.version))
    return c.json(toView(view, user), 200)
  })

  app.openapi(contract.deleteSavedView, async (c) => {
    const { viewId } = c.req.valid('param')
    const found = await savedViews.get(viewId)
    if (found?.data.ownerId === currentUser(c).id) await savedViews.remove(viewId)
    return c.body(null, 204)
  })
}

/** A view of the caller's; that of a colleague is only looked at, and not found here. */
function ownView(found: { readonly data: SavedView } | undefined, { id }: User): SavedView {
  if (found?.data.ownerId === id) return found.data
  throw refuse('not_found', 'you have no such view')
}

async function requireRoom(deps: RouteDeps, view: SavedView): Promise<void> {
  const { own } = contract.savedViewLimits
  const held = await deps.savedViews.count('of', ownKey(view.ownerId, view.list))
  if (held >= own) throw refuse('transition_refused', `at most ${own} views of a list`)
  if (view.sharedWith) await requireSharedRoom(deps, view.sharedWith, view)
}

async function requireSharedRoom(
  { savedViews }: RouteDeps,
  role: NonNullable<SavedView['sharedWith']>,
  { list }: Pick<SavedView, 'list'>,
): Promise<void> {
  const { shared } = contract.savedViewLimits
  const held = await savedViews.count('of', sharedKey(role, list))
  if (held >= shared) throw refuse('transition_refused', `at most ${shared} shared views of a list`)
}
