import { readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { attempt, replaceFile } from '../files.ts'
import { checkout, layoutOf } from '../plan/layout.ts'
import { UserError } from '../screen/user-error.ts'
import { stillRuns } from './identity.ts'

const processSchema = z.object({
  name: z.string(),
  group: z.enum(['part', 'control plane', 'simulator', 'sidecar', 'service']),
  state: z.enum(['waiting', 'starting', 'ready', 'restarting', 'stopped']),
  pid: z.number().optional(),
  identity: z.string().optional(),
  port: z.number().optional(),
  restarts: z.number(),
  readyAfterMs: z.number().optional(),
})

const runSchema = z.object({
  pid: z.number(),
  identity: z.string().optional(),
  startedAt: z.string(),
  ready: z.boolean(),
  broker: z.string(),
  store: z.string(),
  portOffset: z.number(),
  gatewayUrl: z.string(),
  redisUrl: z.string(),
  daprVersion: z.string(),
  processes: z.array(processSchema),
})

/** What the runner says of itself while it runs, for `status`, `stop`, `demo`, `import`. */
export type Run = z.infer<typeof runSchema>
export type ProcessNote = z.infer<typeof processSchema>

/** The run file as it was last written, whether or not the runner still lives. */
export function readRun(file: string = layoutOf(checkout).runFile): Run | undefined {
  return attempt(() => runSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))
}

/** The Comptoir that runs from this checkout now, if one does. */
export function runningNow(file?: string): Run | undefined {
  const run = readRun(file)
  return run && stillRuns(run) ? run : undefined
}

/** Throws a UserError when a Comptoir runs from this checkout. */
export function requireStopped(file: string): void {
  const run = runningNow(file)
  if (run) throw new UserError(`Comptoir runs here (pid ${run.pid}); stop it first: npm stop`)
}

export function writeRun(file: string, run: Run): void {
  replaceFile(file, `${JSON.stringify(run, undefined, 2)}\n`, 0o600)
}

export function removeRun(file: string): void {
  rmSync(file, { force: true })
}
