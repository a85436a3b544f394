import { existsSync, readdirSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { checkout, layoutOf } from './runner/layout.ts'
import { lastLines } from './runner/logs-folder.ts'
import { runCommand, Trouble } from './runner/trouble.ts'

const usage = 'npm run logs -- orders [-f] [--sidecar] [--lines 200]'
const flags = {
  follow: { type: 'boolean', short: 'f', default: false },
  sidecar: { type: 'boolean', default: false },
  lines: { type: 'string', short: 'n', default: '200' },
} as const

async function main(): Promise<undefined> {
  const { values, positionals } = readArguments()
  const { logs } = layoutOf(checkout)
  const names = logNames(logs)
  const name = `${positionals[0] ?? ''}${values.sidecar ? '-sidecar' : ''}`
  if (names.length === 0) throw new Trouble('There are no logs yet: start with `npm start`')
  if (!names.includes(name)) throw new Trouble(`${usage}\nLogs: ${names.join(', ')}`)
  process.stdout.write(`${lastLines(logs, name, Number(values.lines) || 200)}\n`)
  if (values.follow) await follow(join(logs, `${name}.log`))
}

function readArguments() {
  try {
    return parseArgs({ options: flags, allowPositionals: true })
  } catch {
    throw new Trouble(usage)
  }
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
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read({ position, buffer: Buffer.alloc(1 << 20) })
    process.stdout.write(buffer.subarray(0, bytesRead))
    return position + bytesRead
  } finally {
    await handle.close()
  }
}

await runCommand(main)
