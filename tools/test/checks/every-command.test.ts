import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkout } from '../../src/runner/plan/layout.ts'

const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
const bootstrapped = /^node tools\/bootstrap\.mjs ([\w./-]+)((?: \w+)*)$/
/** Our own programs, by the name of their script; the others are tools of others, which have a help of their own. */
const own = Object.entries(scripts).flatMap(([name, line]) => {
  const [, program, args = ''] = bootstrapped.exec(line) ?? []
  return program ? [{ name, program, args: args.split(' ').filter(Boolean) }] : []
})

function run(program: string, ...args: string[]) {
  const script = program.endsWith('.ts') ? program : `tools/src/${program}/${program}.ts`
  const argv = ['--disable-warning=ExperimentalWarning', join(checkout, script), ...args]
  const child = spawn(process.execPath, argv, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk
  })
  return new Promise<{ code: number | null; out: string; err: string }>((done) => {
    child.on('close', (code) => done({ code, ...said }))
  })
}

/** Commands that speak to no shop, or only to the one of this machine, with the reason. */
const withoutUrl: Readonly<Record<string, string>> = {
  ...named('is about the processes of this machine; in a cluster: kubectl and helm', [
    ...['start', 'stop', 'status', 'logs', 'reset', 'backup', 'restore', 'import-shop'],
  ]),
  ...named('is about the files of this checkout', [
    ...[
      'create:service',
      'components',
      'openapi',
      'schemas:release',
      'sbom',
      'audit:licences',
      'lint',
      'format',
      'types',
    ],
    ...['test:unit', 'test:int', 'test:walks'],
  ]),
  ...named('starts or installs the shop that it uses', [
    ...['cluster', 'test:cluster', 'test:compose', 'test:matrix'],
  ]),
  ...named('asks a schema registry: --registry', ['schemas:check', 'schemas:publish']),
  ...named('reads Redis: --redis', ['history', 'reindex', 'restore-stock']),
  'bench:index': 'fills a Redis of its own',
  'bench:pages': 'reads the CPU and the memory of the storefront on this machine',
  'bench:mails': 'counts what arrives in the message simulator of this machine',
  topics: 'asks a broker: --brokers',
  secrets: 'makes the Secrets of a shop that is still to be installed',
}

function named(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]))
}

describe('every command of package.json', () => {
  it('is one of ours, or hands its options to a tool that has a help', () => {
    const others = Object.values(scripts).filter((line) => !bootstrapped.test(line))
    expect(own.length).toBeGreaterThan(15)
    for (const line of others) expect(line).toMatch(/^(biome|tsc) |node_modules\/vitest\//)
  })

  it.each(own)('$name has a help, and knows what was meant', { timeout: 60_000 }, async (one) => {
    const help = await run(one.program, ...one.args, '--help')
    expect([help.code, help.err]).toEqual([0, ''])
    expect(help.out).toMatch(/^Usage: npm (run )?[\w:-]+ --/)
    expect(help.out).toMatch(/\nOptions:\n(.*\n)*\nExamples:\n {2}npm (.*\n)*\nExit codes:\n/)
    const options = [...help.out.matchAll(/^ {2}(?:-\w, )?--([\w-]{3,})/gm)].map(([, name]) => name)
    expect(options).toContain('help')
    if (withoutUrl[one.name] === undefined) expect(options).toContain('url')
    else expect(options).not.toContain('url')
    for (const option of options.slice(0, 1)) {
      // two letters changed places
      const slip = `--${option?.replace(/(.)(.)$/, '$2$1')}`
      const refused = await run(one.program, ...one.args, slip)
      expect([refused.code, refused.out]).toEqual([2, ''])
      expect(refused.err).toContain(`Unknown option ${slip}; did you mean --${option}?`)
    }
  })
})
