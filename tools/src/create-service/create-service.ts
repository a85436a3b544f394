// `npm run create:service -- wishlists`: writes a service with all that the checks want of one.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { EventDefinition } from '@comptoir/contracts/event'
import { appIds, services } from '@comptoir/contracts/topology'
import { run } from '../provision/commands.ts'
import { allEvents } from '../resources/topic-scopes.ts'
import { checkout } from '../runner/plan/layout.ts'
import { nearestOption, readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { filesOf, isName, type Plan, singularOf } from './template.ts'
import { wire } from './wiring.ts'

const command = {
  run: 'npm run create:service --',
  positionals: 'NAME',
  summary:
    'Writes a service: contract, rules, store, routes, tests and README; adds it to the topology and generates the rest.',
  options: {
    aggregate: {
      type: 'string',
      value: 'NAME',
      help: 'what it keeps (default: NAME in the singular)',
    },
    consumes: {
      type: 'string',
      value: 'EVENTS',
      help: 'events of others that it handles: OrderConfirmed,UserDeleted',
    },
    port: { type: 'string', value: 'N', help: 'its port (default: the next one that is free)' },
  },
  examples: [
    'npm run create:service -- wishlists',
    'npm run create:service -- gift-cards --consumes OrderConfirmed --port 9020',
  ],
  exitCodes: { 1: 'a generated file could not be made: the reason is printed' },
} as const

type Values = { [Name in keyof typeof command.options]?: string | undefined }

/** Checks what was asked for; throws a UserError for what cannot be made. */
export function planOf(name: string, values: Values = {}): Plan {
  const aggregate = values.aggregate ?? singularOf(name)
  if (!isName(name)) throw usageError(command, `"${name}" is not lower-case words: gift-cards`)
  if (appIds.some((appId) => appId === name) || existsSync(join(checkout, 'services', name)))
    throw usageError(command, `There is a service "${name}" already`)
  if (existsSync(join(checkout, 'packages/contracts/src', name)))
    throw usageError(command, `packages/contracts/src/${name} is in use already`)
  if (aggregate === undefined || !isName(aggregate) || aggregate === name)
    throw usageError(command, `Say with --aggregate what one thing of "${name}" is called`)
  return { service: name, aggregate, port: portOf(values.port), consumes: kindsOf(values.consumes) }
}

function portOf(asked: string | undefined): number {
  const taken = Object.values(services).map(({ port }): number => port)
  const port = asked === undefined ? Math.max(...taken) + 1 : Number(asked)
  // below the payment simulator's, which is the highest of all
  if (!Number.isInteger(port) || port < 9001 || port > 9099)
    throw usageError(command, `--port takes a number from 9001 to 9099, not "${asked ?? port}"`)
  if (taken.includes(port)) throw usageError(command, `--port: ${port} is taken by another service`)
  return port
}

function kindsOf(list = ''): EventDefinition[] {
  const asked = list.split(',').filter(Boolean)
  return asked.map((name) => {
    const kind = allEvents.find((one) => one.name === name)
    if (kind) return kind
    const names = allEvents.map((one) => one.name)
    const nearest = nearestOption(name, names)
    const hint = nearest ? `; did you mean ${nearest}?` : ''
    throw usageError(command, `--consumes: no event is called ${name}${hint}`)
  })
}

/** Writes the service into a checkout; answers which files it wrote or changed. */
export async function writeService(root: string, plan: Plan): Promise<string[]> {
  const files = filesOf(plan)
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  const written = [...files.keys(), ...(await wire(root, plan))]
  await must(root, 'node_modules/.bin/biome', ['check', '--write', ...written])
  return written
}

/** Makes all that is generated from the contracts and routes. */
export async function generate(root: string): Promise<void> {
  const node = 'node_modules/.bin/node'
  await must(root, node, ['tools/src/components/components.ts'])
  await must(root, node, ['tools/src/openapi/openapi.ts'])
}

async function must(root: string, program: string, args: string[]): Promise<void> {
  const { code, output } = await run(program, args, { cwd: root })
  if (code !== 0) throw new UserError(`${program} ${args.join(' ')} ended with ${code}:\n${output}`)
}

async function main(): Promise<undefined> {
  const { values, positionals } = readCommandLine(command)
  const [name, ...others] = positionals
  if (!name || others.length > 0) throw usageError(command, 'Say what the service is called')
  const plan = planOf(name, values)
  const written = await writeService(checkout, plan)
  await must(checkout, 'npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'])
  await generate(checkout)
  console.log(summaryOf(plan, written))
}

function summaryOf({ service, aggregate, port }: Plan, written: readonly string[]): string {
  return [
    `Wrote ${service}, on port ${port}:`,
    ...written.map((file) => `  ${file}`),
    "  and what is generated: openapi.yaml, the gateway's document and operations, components/, dapr.yaml, package-lock.json,",
    `  services/${service}/db/ with the scripts of every database`,
    '',
    'It runs now (npm start), and its checks pass: npm test -- lint types architecture knip openapi components',
    'Next, decide (docs/add-a-service.md):',
    `  1. the states and rules of a ${aggregate.replaceAll('-', ' ')}: services/${service}/src/${aggregate}/${aggregate}.ts`,
    `  2. who may do what, with which answers: packages/contracts/src/${service}/routes.ts`,
    `  3. which facts others may act on: packages/contracts/src/${service}/events.ts`,
    '  4. what it holds of a person, and what goes when the account is deleted',
    `  5. what reports may read of it: services/${service}/db/views.yaml`,
    '  6. its row and box in docs/architecture.md, its capabilities and their tests in docs/capabilities.md',
  ].join('\n')
}

if (import.meta.main) await runCommand(main)
