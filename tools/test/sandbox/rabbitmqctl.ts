import { dirname, join } from 'node:path'
import { type Outcome, run } from '../../src/provision/commands.ts'
import type { RunningPart } from './running-part.ts'

/** What the own tool of a RabbitMQ that runs answers, as its administrator. */
export async function rabbitmqctl({ part }: RunningPart, ...args: string[]): Promise<Outcome> {
  const [spec] = part.processes
  if (!spec) throw new Error('no server')
  const tool = join(dirname(spec.args.at(-1) ?? ''), 'rabbitmqctl')
  return await run(tool, args, { env: { ...spec.env } })
}
