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
  const followAll = createFigureFeed(deps, true)
  const followCounts = createFigureFeed(deps, false)

  app.openapi(readDashboard, async (c) => {
    c.header('cache-control', 'private, no-store')
    return c.json(await dashboard.read(showsRevenue(currentUser(c))), 200)
  })

  app.openapi(streamDashboard, (c) => {
    const user = currentUser(c)
    return streamEvents(c, { open: showsRevenue(user) ? followAll : followCounts })
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

/** One reading for all streams of this replica that show the same, as long as there are some. */
function createFigureFeed({ dashboard, log }: DashboardDeps, withRevenue: boolean) {
  const sent = new Map<Stream, string>()
  let timer: NodeJS.Timeout | undefined
  let isReading = false

  function send(data: Dashboard): void {
    const text = JSON.stringify({ ...data, at: '' })
    for (const [stream, before] of sent) {
      sent.set(stream, text)
      if (text !== before) stream.send({ id: data.at, type: 'figures', data })
    }
  }

  async function look(): Promise<void> {
    if (isReading) return
    isReading = true
    try {
      send(await dashboard.read(withRevenue))
    } catch (error) {
      log.warn({ err: error }, 'the figures cannot be read now')
    } finally {
      isReading = false
    }
  }

  /** Sends the figures now, and whenever another reading finds them changed; what it returns ends it. */
  return function follow(stream: Stream): () => void {
    sent.set(stream, '')
    timer ??= setInterval(() => void look(), watchedEveryMs)
    void look()
    return () => {
      sent.delete(stream)
      if (sent.size > 0) return
      clearInterval(timer)
      timer = undefined
    }
  }
}
