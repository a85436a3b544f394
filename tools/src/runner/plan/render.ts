import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseAllDocuments, stringify } from 'yaml'
import { z } from 'zod'
import { UserError } from '../screen/user-error.ts'
import { type Choice, foldersOf, requirePossible, storeFolder } from './choice.ts'
import type { Layout } from './layout.ts'
import { passwordVariable, redisMetadata } from './redis-url.ts'
import { componentOf, servicesOf, storesIn } from './store-choice.ts'

const entrySchema = z.object({ name: z.string(), value: z.string() }).or(
  z.object({
    name: z.string(),
    secretKeyRef: z.object({ name: z.string(), key: z.string() }),
  }),
)
const resourceSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  scopes: z.array(z.string()).optional(),
  spec: z.looseObject({
    type: z.string().optional(),
    metadata: z.array(entrySchema).or(z.record(z.string(), z.string())).optional(),
    nameResolution: z.looseObject({ configuration: z.looseObject({}) }).optional(),
    pubsubname: z.string().optional(),
    topic: z.string().optional(),
  }),
})

/** A Dapr resource of ours: a component, a subscription, the configuration… */
export type Resource = z.infer<typeof resourceSchema>
type Entry = z.infer<typeof entrySchema>
export type Place = { redisUrl: string; blobs: string; names: string }

/** Reads every resource of a choice. Throws a UserError when it names what there is not. */
export function readResources(root: string, choice: Choice): Resource[] {
  const { store } = requirePossible(root, choice)
  const files = foldersOf(choice).flatMap((folder) => globSync(`${folder}/*.yaml`, { cwd: root }))
  return files.toSorted().flatMap((file) => {
    const resources = parseResources(readFileSync(join(root, file), 'utf8'), file)
    const chosen = storesIn(store).find((one) => dirname(file) === storeFolder(one))
    return chosen ? resources.map((resource) => storeOfSome(resource, store, chosen)) : resources
  })
}

/** The component of a store that keeps the documents of some services, for their sidecars only: each loads one store. */
function storeOfSome(resource: Resource, text: string, store: string): Resource {
  if (storesIn(text).length === 1) return resource
  const metadata = { ...resource.metadata, name: componentOf(text, store) }
  return { ...resource, metadata, scopes: servicesOf(text, store).toSorted() }
}

function parseResources(text: string, name: string): Resource[] {
  return parseAllDocuments(text).map((document) => {
    const parsed = resourceSchema.safeParse(document.toJS())
    if (parsed.success) return parsed.data
    throw new UserError(`${name} is not a Dapr resource: ${z.prettifyError(parsed.error)}`)
  })
}

/** The resource as this checkout runs it: its own Redis, files and name table. */
export function placed(resource: Resource, place: Place): Resource {
  const { spec } = resource
  if (resource.kind === 'Configuration' && spec.nameResolution) {
    const { nameResolution } = spec
    const configuration = {
      ...nameResolution.configuration,
      connectionString: `file:${place.names}`,
    }
    return { ...resource, spec: { ...spec, nameResolution: { ...nameResolution, configuration } } }
  }
  if (!Array.isArray(spec.metadata)) return resource
  const metadata = placedEntries(spec.metadata, place)
  const asksSecret = metadata.some((entry) => 'secretKeyRef' in entry)
  const auth = asksSecret ? { auth: { secretStore } } : {}
  return { ...resource, ...auth, spec: { ...spec, metadata } }
}

const secretStore = 'secrets'

function placedEntries(entries: readonly Entry[], place: Place): Entry[] {
  return entries.flatMap((entry) => {
    if (entry.name === 'rootPath') return [{ name: entry.name, value: place.blobs }]
    if (entry.name !== 'redisHost') return [entry]
    const address = Object.entries(redisMetadata(place.redisUrl))
    const entries: Entry[] = address.map(([name, value]) => ({ name, value }))
    if (!new URL(place.redisUrl).password) return entries
    const secretKeyRef = { name: passwordVariable, key: passwordVariable }
    return [...entries, { name: 'redisPassword', secretKeyRef }]
  })
}

/** Writes the placed resources where the sidecars read them. */
export function writeResources(
  layout: Pick<Layout, 'resources' | 'configuration'>,
  resources: readonly Resource[],
): void {
  rmSync(layout.resources, { recursive: true, force: true })
  mkdirSync(layout.resources, { recursive: true })
  for (const resource of resources) {
    const isConfiguration = resource.kind === 'Configuration'
    const name = `${resource.kind.toLowerCase()}-${resource.metadata.name}.yaml`
    const path = isConfiguration ? layout.configuration : join(layout.resources, name)
    writeFileSync(path, stringify(resource), { mode: 0o600 })
  }
}

/** The components and subscriptions that one app's sidecar must have loaded. */
export function expectedOf(resources: readonly Resource[], appId: string) {
  const mine = resources.filter(({ scopes }) => scopes === undefined || scopes.includes(appId))
  const topics = mine.filter(({ kind }) => kind === 'Subscription')
  return {
    components: mine
      .filter(({ kind }) => kind === 'Component')
      .map(({ metadata }) => metadata.name),
    subscriptions: topics.map(({ spec }) => `${spec.pubsubname}/${spec.topic}`),
  }
}
