import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readLetterSearch } from '../../features/platform/dead-letters/letter-search.ts'
import { readSagaSearch } from '../../features/platform/sagas/saga-search.ts'
import { readListSearch } from '../../ui/data-list/list-search.ts'
import { root } from '../root.ts'

const base = createRoute({ getParentRoute: () => root, path: '/platform' })

const start = createRoute({
  getParentRoute: () => base,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/platform/health', replace: true })
  },
})

const health = createRoute({
  getParentRoute: () => base,
  path: '/health',
  component: lazyRouteComponent(
    () => import('../../features/platform/health-page.tsx'),
    'HealthPage',
  ),
})

const topics = createRoute({
  getParentRoute: () => base,
  path: '/topics',
  component: lazyRouteComponent(
    () => import('../../features/platform/topics-page.tsx'),
    'TopicsPage',
  ),
})

const letters = createRoute({
  getParentRoute: () => base,
  path: '/dead-letters',
  validateSearch: readLetterSearch,
  component: lazyRouteComponent(
    () => import('../../features/platform/dead-letters/letters-page.tsx'),
    'LettersPage',
  ),
})

/** The list stays below a letter that is open. */
const letter = createRoute({
  getParentRoute: () => letters,
  path: '/$service/$letterId',
  component: lazyRouteComponent(
    () => import('../../features/platform/dead-letters/letter-page.tsx'),
    'LetterPage',
  ),
})

const sagas = createRoute({
  getParentRoute: () => base,
  path: '/sagas',
  validateSearch: readSagaSearch,
  component: lazyRouteComponent(
    () => import('../../features/platform/sagas/sagas-page.tsx'),
    'SagasPage',
  ),
})

const runs = createRoute({
  getParentRoute: () => base,
  path: '/reconciliations',
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('../../features/platform/reconciliations/runs-page.tsx'),
    'RunsPage',
  ),
})

const run = createRoute({
  getParentRoute: () => runs,
  path: '/$runId',
  component: lazyRouteComponent(
    () => import('../../features/platform/reconciliations/run-page.tsx'),
    'RunPage',
  ),
})

export const platform = base.addChildren([
  ...[start, health, topics, sagas],
  ...[letters.addChildren([letter]), runs.addChildren([run])],
])
