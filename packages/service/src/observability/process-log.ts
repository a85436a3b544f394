import { format } from 'node:util'
import type { Logger } from './log.ts'

const leftCodes = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'])
/** What `@hono/node-server` says without a code. */
const closedByClient = 'Client connection prematurely closed.'

/** Whether an error says that the other side of a connection went away: nobody's fault. */
export function isDisconnect(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  return (
    error.name === 'AbortError' || leftCodes.has(code ?? '') || error.message === closedByClient
  )
}

/**
 * Makes every line of the process one of its log: what libraries write to the console, Node's warnings, and the error
 * that ends it.
 */
export function logProcess(log: Logger): void {
  console.log = console.info = (...words: unknown[]) => log.info({}, format(...words))
  console.debug = console.trace = (...words: unknown[]) => log.debug({}, format(...words))
  console.warn = (...words: unknown[]) => log.warn({}, format(...words))
  console.error = (...words: unknown[]) => noteError(log, words)
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') log.warn({ err: warning }, 'warning of Node')
  })
  const end = (error: unknown, origin: string) => {
    log.fatal({ err: error, origin }, 'the process ends by an error')
    process.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', (reason) => end(reason, 'unhandledRejection'))
}

function noteError(log: Logger, words: unknown[]): void {
  const error = words.find((word) => word instanceof Error)
  if (isDisconnect(error)) log.info({}, 'a connection was closed by its other side')
  else if (error) log.error({ err: error }, 'error of a library')
  else log.error({}, format(...words))
}
