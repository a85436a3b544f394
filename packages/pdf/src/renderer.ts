import { setImmediate as turn } from 'node:timers/promises'

type Log = { warn: (fields: object, message: string) => void }

export type RendererOptions = {
  /** Renders one document; must do nothing when it is rendered already. */
  readonly render: (id: string) => Promise<void>
  /** Ids of the documents that wait for their PDF. */
  readonly waiting: () => Promise<readonly string[]>
  readonly log: Log
  readonly everyMs?: number
}

export type Renderer = {
  /** Renders a document soon, after those before it. */
  soon(id: string): void
  /** Resolves when nothing is left to render. */
  idle(): Promise<void>
  /** Starts looking for documents whose rendering failed or was lost; gives what stops it. */
  start(): () => Promise<void>
}

/**
 * Renders documents one at a time, apart from the request that made them. What fails is tried again from the list of
 * the documents that wait.
 */
export function createRenderer(options: RendererOptions): Renderer {
  const { render, waiting, log, everyMs = 5_000 } = options
  const queued = new Set<string>()
  let last: Promise<void> = Promise.resolve()

  async function attempt(id: string): Promise<void> {
    queued.delete(id)
    await turn()
    await render(id).catch((error: unknown) =>
      log.warn({ id, reason: String(error) }, 'rendering failed, it is tried again'),
    )
  }

  function soon(id: string): void {
    if (queued.has(id)) return
    queued.add(id)
    last = last.then(() => attempt(id))
  }

  async function sweep(): Promise<void> {
    const ids = await waiting()
    for (const id of ids) soon(id)
    await last
  }

  function start(): () => Promise<void> {
    let stopped = false
    let timer: NodeJS.Timeout | undefined
    async function turn(): Promise<void> {
      await sweep().catch((error: unknown) =>
        log.warn({ reason: String(error) }, 'documents to render cannot be listed'),
      )
      if (!stopped) timer = setTimeout(turn, everyMs * (0.75 + Math.random() / 2))
    }
    timer = setTimeout(turn, everyMs)
    return async () => {
      stopped = true
      clearTimeout(timer)
      await last
    }
  }

  return { soon, idle: () => last, start }
}
