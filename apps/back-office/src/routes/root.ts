import { createRootRoute, createRoute } from '@tanstack/react-router'
import { Frame } from '../features/frame/frame.tsx'
import { Broken, Home, Missing } from '../features/frame/home.tsx'

/** What stands around every page. */
export const root = createRootRoute({
  component: Frame,
  notFoundComponent: Missing,
  errorComponent: Broken,
})

export const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
