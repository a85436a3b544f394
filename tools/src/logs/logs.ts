import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { lastLines } from '../runner/process/logs-folder.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'

const command = {
  run: 'npm run logs --',
  positionals: 'PROCESS',
  summary: 'Shows the end of the log of a service, a sidecar, or another process of the shop.',
  options: {
    follow: { type: 'boolean', short: 'f', default: false, help: 'go on showing what is added' },
    sidecar: { type: 'boolean', default: false, help: 'that of its sidecar' },
    lines: {
      type: 'string',
      short: 'n',
      value: 'N',
      default: '200',
      help: 'how many; default: 200',
    },
  },
  examples: ['npm run logs -- orders', 'npm run logs -- billing --sidecar -f'],
  exitCodes: { 1: 'there are no logs yet' },
} as const

async function main(): Promise<undefined> {
  const { values, positionals } = readCommandLine(command)
  const { logs } = layoutOf(checkout)
  const names = logNames(logs)
  const name = `${positionals[0] ?? ''}${values.sidecar ? '-sidecar' : ''}`
  if (names.length === 0) throw new UserError('There are no logs yet: start with `npm start`')
  if (!names.includes(name)) {
    throw usageError(command, `Say whose log. Logs: ${names.join(', ')}`)
  }
  const lines = Number(values.lines)
  if (!Number.isInteger(lines) || lines < 1)
    throw usageError(command, `--lines takes a whole number, not "${values.lines}"`)
  process.stdout.write(`${lastLines(logs, name, lines)}\n`)
  if (values.follow) await follow(join(logs, `${name}.log`))
}

function logNames(folder: string): string[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((file) => file.endsWith('.log'))
  return files.map((file) => file.slice(0, -'.log'.length))
}

/** Prints what is appended, until Ctrl-C; a new start's new file is followed from its beginning. */
async function follow(file: string): Promise<never> {
  let position = statSync(file).size
  for (;;) {
    await sleep(300)
    const size = existsSync(file) ? statSync(file).size : 0
    if (size < position) position = 0
    if (size > position) position = await printFrom(file, position)
  }
}

async function printFrom(file: string, position: number): Promise<number> {
  let end = position
  for await (const part of createReadStream(file, { start: position }) as AsyncIterable<Buffer>) {
    process.stdout.write(part)
    end += part.length
  }
  return end
}

await runCommand(main)
