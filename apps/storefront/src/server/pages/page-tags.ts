import { AsyncLocalStorage } from 'node:async_hooks'
import { type PageRender, provideStorage, renderStorage } from '../../page-render.ts'

const storage = renderStorage() ?? provideStorage(new AsyncLocalStorage())

/** Runs a render and tells what it read. */
export async function collectTags<T>(
  run: () => Promise<T>,
): Promise<PageRender & { readonly result: T }> {
  const render: PageRender = { tags: new Set(), isDegraded: false }
  // awaited inside: what is lazy begins within the storage
  const result = await storage.run(render, async () => await run())
  return { ...render, result }
}
