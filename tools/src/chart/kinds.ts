import { type Manifest, ofKind } from './render.ts'

export type Variable = {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } }
}
type Container = {
  readonly name: string
  readonly image: string
  readonly env?: readonly Variable[]
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[]
  readonly securityContext?: object
  readonly resources?: { readonly requests?: object; readonly limits?: object }
}
type PodSpec = {
  readonly containers: readonly Container[]
  readonly automountServiceAccountToken?: boolean
  readonly securityContext?: object
}
type Template = {
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
  readonly spec: PodSpec
}
export type Deployment = {
  readonly spec: { readonly replicas?: number; readonly template: Template }
}
export type Secret = { readonly data: Readonly<Record<string, string>> }
export type Configuration = {
  readonly spec: {
    readonly tracing: object
    readonly accessControl?: {
      readonly defaultAction: string
      readonly policies: readonly Policy[]
    }
  }
}
export type Policy = {
  readonly appId: string
  readonly defaultAction: string
  readonly operations: readonly {
    readonly name: string
    readonly httpVerb: readonly string[]
    readonly action: string
  }[]
}

/** A pod that a resource makes, with the name of that resource. */
export type Pod = Template & { readonly of: string }

/** Every pod that an install or a test of the release would make. */
export function podsOf(manifests: readonly Manifest[]): Pod[] {
  const named = (manifest: Manifest, template: Template) => ({
    ...template,
    of: `${manifest.kind}/${manifest.metadata.name}`,
  })
  const workloads = ['Deployment', 'StatefulSet', 'Job'].flatMap((kind) =>
    ofKind<Deployment>(manifests, kind).map((one) => named(one, one.spec.template)),
  )
  type CronJob = { spec: { jobTemplate: Deployment } }
  const scheduled = ofKind<CronJob>(manifests, 'CronJob').map((one) =>
    named(one, one.spec.jobTemplate.spec.template),
  )
  const single = ofKind<Template>(manifests, 'Pod').map((one) => named(one, one))
  return [...workloads, ...scheduled, ...single]
}

/** The variables of a service's container by name. */
export function variablesOf(deployment: Deployment): Map<string, Variable> {
  const variables = deployment.spec.template.spec.containers.flatMap(({ env = [] }) => env)
  return new Map(variables.map((variable) => [variable.name, variable]))
}
