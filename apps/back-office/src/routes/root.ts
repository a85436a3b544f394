import { createRootRoute, createRoute } from '@tanstack/react-router'
import { Frame } from '../features/frame/frame.tsx'
import { Home, Missing } from '../features/frame/home.tsx'

/** What stands around every page. */
export const root = createRootRoute({ component: Frame, notFoundComponent: Missing })

export const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
