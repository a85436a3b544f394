import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { foldersOf, usualChoice } from '../../src/runner/plan/choice.ts'
import { checkout } from '../../src/runner/plan/layout.ts'

/** Where the sandbox keeps its files, and its Redis. */
export type SandboxPlace = { readonly folder: string; readonly redisPort: number }

/** A Dapr state store component, without its name. */
export type StateComponent = {
  readonly type: string
  readonly version: string
  readonly metadata: Readonly<Record<string, string>>
}

export type ResourceOptions = {
  /** The tests publish kinds of event of their own, which the scopes of topics would refuse. */
  readonly ownTopics?: boolean
  /** A folder of `components/brokers`; default: redis, the sandbox's own. */
  readonly broker?: string
  /** A folder of `components/live`; default: live channels go through Redis. */
  readonly live?: string
  /** Another state store than the sandbox's Redis. */
  readonly state?: (place: SandboxPlace) => StateComponent
  /** Tries of a message before it is a dead letter, 100 ms apart; otherwise as in production. */
  readonly deliveryTries?: number
  /** Changes the text of a resource file, to see what the shop would be without something in it. */
  readonly edit?: (file: string, text: string) => string
}

const topicScopes = /^ *- name: (allowed|protected|publishing|subscription)\w+\n +value: .*\n/gm

/** Writes the resources of the usual store and of a broker, pointed at this sandbox. */
export function writeResources(place: SandboxPlace, options: ResourceOptions): void {
  const { folder } = place
  const { ownTopics = false, edit = (_, text) => text, broker = usualChoice.broker, live } = options
  const resources = join(folder, 'resources')
  mkdirSync(resources)
  const folders = foldersOf({ ...usualChoice, broker, live })
  for (const path of globSync(folders.map((path) => join(checkout, path, '*.yaml')))) {
    const name = basename(path)
    const text = placed(readFileSync(path, 'utf8'), place, options.deliveryTries)
    const own = ownTopics ? text.replaceAll(topicScopes, '') : text
    const target = join(name === 'configuration.yaml' ? folder : resources, name)
    writeFileSync(target, edit(name, own))
  }
  const state = options.state?.(place)
  if (state) writeFileSync(join(resources, 'state.yaml'), stateResource(state))
}

function placed(text: string, { folder, redisPort }: SandboxPlace, tries?: number): string {
  return text
    .replaceAll('127.0.0.1:6379', `127.0.0.1:${redisPort}`)
    .replaceAll('.comptoir/data', folder)
    .replaceAll('/tmp/comptoir-names.db', join(folder, 'names.db'))
    .replace(/duration: 1s(\s+)maxRetries: 120/, (same, space: string) =>
      tries === undefined ? same : `duration: 100ms${space}maxRetries: ${tries - 1}`,
    )
}

/** A component of its own as YAML, of which JSON is a part. */
function stateResource({ type, version, metadata }: StateComponent): string {
  const items = Object.entries({ actorStateStore: 'true', ...metadata })
  const spec = { type, version, metadata: items.map(([name, value]) => ({ name, value })) }
  const head = { apiVersion: 'dapr.io/v1alpha1', kind: 'Component', metadata: { name: 'state' } }
  return JSON.stringify({ ...head, spec })
}
