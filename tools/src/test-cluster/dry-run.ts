import { type Asked, type Manifest, renderChart, valuesFiles } from '../chart/render.ts'
import { type Cluster, kubectl } from '../cluster/programs.ts'

/** Kinds of programs that a cluster may lack: their resources are made only where values ask for them. */
const optional = ['monitoring.coreos.com/', 'gateway.networking.k8s.io/']

/** What is rendered for the API server: each values file, and the route of the Gateway API. */
const asked: readonly (Asked & { readonly name: string })[] = [
  ...valuesFiles.map((file) => ({ name: file, file })),
  {
    name: 'gatewayApi.enabled=true',
    set: ['gatewayApi.enabled=true', 'gatewayApi.host=shop.example.com'],
    json: ['gatewayApi.parentRefs=[{"name":"public","namespace":"ingress"}]'],
  },
]

/** What the API server finds wrong with the rendered chart, and which kinds it does not know. */
export type DryRun = { readonly faults: readonly string[]; readonly leftOut: readonly string[] }

/**
 * Has the API server check every rendered values file, in a namespace made for it, without making anything. A warning
 * is a fault.
 */
export async function dryRunChart(cluster: Cluster): Promise<DryRun> {
  const scratch: Cluster = { ...cluster, namespace: `${cluster.namespace}-dry-run` }
  const { namespace } = scratch
  await kubectl(scratch, ['create', 'namespace', namespace])
  try {
    // the account of pods that name none
    await kubectl(scratch, ['wait', '--for=create', 'serviceaccount/default', '--timeout=30s'])
    const known = new Set((await kubectl(scratch, ['api-versions'])).split('\n'))
    const faults: string[] = []
    const leftOut = new Set<string>()
    for (const { name, ...values } of asked) {
      const { there, missing } = sortOut(await renderChart({ ...values, namespace }), known)
      for (const kind of missing) leftOut.add(kind)
      faults.push(...(await faultsOf(scratch, there)).map((fault) => `${name}: ${fault}`))
    }
    return { faults, leftOut: [...leftOut] }
  } finally {
    await kubectl(scratch, ['delete', 'namespace', namespace, '--wait=false'])
  }
}

function sortOut(manifests: readonly Manifest[], known: ReadonlySet<string>) {
  const isMissing = ({ apiVersion }: Manifest) =>
    !known.has(apiVersion) && optional.some((group) => apiVersion.startsWith(group))
  return {
    there: manifests.filter((manifest) => !isMissing(manifest)),
    missing: manifests.filter(isMissing).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`),
  }
}

async function faultsOf(scratch: Cluster, manifests: readonly Manifest[]): Promise<string[]> {
  // JSON: the API server reads YAML 1.1, where `on` and `yes` are no texts
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests })
  try {
    const said = await kubectl(scratch, ['apply', '--dry-run=server', '-f', '-'], input)
    const lines = said.split('\n')
    const accepted = lines.filter((line) => line.endsWith('(server dry run)'))
    const odd = lines.filter((line) => /^(Warning|Error)/.test(line))
    return accepted.length === manifests.length
      ? odd
      : [...odd, `${accepted.length} of ${manifests.length} resources were accepted`]
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
