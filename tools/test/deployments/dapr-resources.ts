import { z } from 'zod'

const kindSchema = z.looseObject({ kind: z.string() })
const resourceSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  scopes: z.array(z.string()).optional(),
  spec: z.looseObject({ type: z.string().optional(), metadata: z.unknown().optional() }),
})
const entries = z.array(z.looseObject({ name: z.string(), value: z.string().optional() }))

const kinds = new Set(['Component', 'Subscription', 'Resiliency'])
/** Where a component finds its store. */
const placed = new Set(['redisHost', 'redisPassword', 'rootPath'])

/**
 * The Dapr resources among documents, by kind and name, without what says where stores are. The secret store aside:
 * Kubernetes has its own.
 */
export function daprResources(documents: readonly unknown[]): Record<string, unknown> {
  const resources = documents
    .filter((document) => kinds.has(kindSchema.safeParse(document).data?.kind ?? ''))
    .map((document) => resourceSchema.parse(document))
  const compared = resources.filter(({ spec }) => !spec.type?.startsWith('secretstores.'))
  const named = compared.map(({ kind, metadata, scopes, spec }) => {
    const list = entries.safeParse(spec.metadata)
    const settings = list.data
      ?.filter(({ name }) => !placed.has(name))
      .map(({ name, value }) => [name, value])
    const own = { ...spec, ...(settings && { metadata: Object.fromEntries(settings) }) }
    return [`${kind}/${metadata.name}`, { scopes, spec: own }]
  })
  return Object.fromEntries(named)
}
