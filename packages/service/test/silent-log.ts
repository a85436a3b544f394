import { createLogger, type Logger } from '../src/observability/log.ts'

/** A logger that says nothing. */
export function silentLog(): Logger {
  return createLogger('test', 'silent')
}
