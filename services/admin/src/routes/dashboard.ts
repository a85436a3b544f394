import { may } from '@comptoir/contracts/accounts/permissions'
import {
  type Dashboard,
  listFigure,
  readDashboard,
  readRebuild,
  rebuildDashboard,
  streamDashboard,
} from '@comptoir/contracts/admin/dashboard'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, type User } from '@comptoir/service/auth/auth'
import { idOfRequest } from '@comptoir/service/http/id-of-request'
import { streamEvents } from '@comptoir/service/http/sse'
import { refuse } from '@comptoir/service/problems/refusal'
import { newRebuild, toRebuild } from '../dashboard/rebuild.ts'
import type { Deps } from '../deps.ts'

type DashboardDeps = Pick<Deps, 'dashboard' | 'rebuilds' | 'clock' | 'log'>

const watchedEveryMs = 2_000
const showsRevenue = (user: User): boolean => may(user.roles, 'revenue.read')

/** Live figures for staff; amounts for those who may see revenue. */
export function addDashboardRoutes(app: ServiceApp, deps: DashboardDeps): void {
  const { dashboard, rebuilds, clock } = deps
  const follow = createFigureFeed(deps)

  app.openapi(readDashboard, async (c) => {
    c.header('cache-control', 'private, no-store')
    return c.json(await dashboard.read(showsRevenue(currentUser(c))), 200)
  })

  app.openapi(streamDashboard, (c) => {
    const user = currentUser(c)
    return streamEvents(c, { open: (stream) => follow(stream, showsRevenue(user)) })
  })

  app.openapi(listFigure, async (c) => {
    const { figure } = c.req.valid('param')
    const mayRevenue = showsRevenue(currentUser(c))
    const isRevenue = figure === 'revenue' || figure === 'average-basket'
    if (isRevenue && !mayRevenue) throw refuse('forbidden', 'revenue is not for this role')
    const asked = { ...c.req.valid('query'), showsRevenue: mayRevenue }
    return c.json(await dashboard.items(figure, asked), 200)
  })

  app.openapi(rebuildDashboard, async (c) => {
    const { id: userId } = currentUser(c)
    const rebuildId = idOfRequest('reb', userId, c.req.valid('header')['idempotency-key'])
    const job = newRebuild(userId, clock().toISOString())
    const { document } = await rebuilds.create(rebuildId, job)
    return c.json(toRebuild(document), 202)
  })

  app.openapi(readRebuild, async (c) => {
    const found = await rebuilds.get(c.req.valid('param').rebuildId)
    if (!found) throw refuse('not_found', 'no such rebuild')
    return c.json(toRebuild(found), 200)
  })
}

type Stream = { send(event: { id: string; type: string; data: Dashboard }): void }

/** One reading for all streams of this replica, as long as there are some; each gets what its role may see. */
function createFigureFeed({ dashboard, log }: DashboardDeps) {
  const followers = new Map<Stream, { readonly withRevenue: boolean; sent: string }>()
  let timer: NodeJS.Timeout | undefined
  let isReading = false

  function send(data: Dashboard, withRevenue: boolean): void {
    const text = JSON.stringify({ ...data, at: '' })
    for (const [stream, follower] of followers) {
      if (follower.withRevenue !== withRevenue || follower.sent === text) continue
      follower.sent = text
      stream.send({ id: data.at, type: 'figures', data })
    }
  }

  async function look(): Promise<void> {
    if (isReading) return
    isReading = true
    try {
      const { all, counts } = await dashboard.figures()
      send(all, true)
      send(counts, false)
    } catch (error) {
      log.warn({ err: error }, 'the figures cannot be read now')
    } finally {
      isReading = false
    }
  }

  /** Sends the figures now, and whenever another reading finds them changed; what it returns ends it. */
  return function follow(stream: Stream, withRevenue: boolean): () => void {
    followers.set(stream, { withRevenue, sent: '' })
    timer ??= setInterval(() => void look(), watchedEveryMs)
    void look()
    return () => {
      followers.delete(stream)
      if (followers.size > 0) return
      clearInterval(timer)
      timer = undefined
    }
  }
}
