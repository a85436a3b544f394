import { AsyncLocalStorage } from 'node:async_hooks'

/** What a page was made from: `product:ID`, `category:ID`, `search`, `nav`, `settings`. */
export type Tags = Set<string>

type Render = {
  readonly tags: Tags
  /** A part of the page is missing, since a service did not answer. */
  isDegraded: boolean
  /** What the address names is not there. */
  isMissing: boolean
  /** It could not be made. */
  failure?: { readonly status: number; readonly retryAfterSeconds?: number }
}

/** Next bundles its own copy of modules: what server and pages share has to live on `globalThis`. */
const place = Symbol.for('comptoir.page-render')
type Shared = { [place]?: AsyncLocalStorage<Render> }

function storage(): AsyncLocalStorage<Render> {
  const shared = globalThis as Shared
  shared[place] ??= new AsyncLocalStorage<Render>()
  return shared[place]
}

/** Runs a render and tells what it read. */
export async function collectTags<T>(
  run: () => Promise<T>,
): Promise<Render & { readonly result: T }> {
  const render: Render = { tags: new Set(), isDegraded: false, isMissing: false }
  // awaited inside: what is lazy begins within the storage
  const result = await storage().run(render, async () => await run())
  return { ...render, result }
}
