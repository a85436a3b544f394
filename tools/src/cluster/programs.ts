import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Outcome, type Progress, type RunOptions, run } from '../provision/commands.ts'
import { checkout } from '../runner/plan/layout.ts'
import { UserError } from '../runner/screen/user-error.ts'

/** Where the cluster of `tools/cluster` keeps its programs and what it stores. */
export const clusterHome = process.env['CLUSTER_HOME'] ?? join(homedir(), '.cache/comptoir/cluster')
const programs = join(clusterHome, 'bin')

/** A cluster: the kubectl context of a user's, or none for the one that `tools/cluster` makes. */
export type Cluster = { readonly context?: string; readonly namespace: string }

/** The environment in which kubectl, helm and the scripts find their cluster. */
export function clusterEnvironment({ context }: Pick<Cluster, 'context'>): Record<string, string> {
  const path = `${programs}:${process.env['PATH'] ?? ''}`
  return context === undefined
    ? { PATH: path, KUBECONFIG: join(clusterHome, 'kubeconfig') }
    : { PATH: path }
}

/** The arguments of kubectl that say which cluster and namespace, before those that say what. */
export function kubectlArguments(cluster: Cluster, args: readonly string[]): string[] {
  const context = cluster.context === undefined ? [] : ['--context', cluster.context]
  return [...context, '--namespace', cluster.namespace, ...args]
}

/** Runs kubectl against a cluster, with something to read if it wants to. Throws a UserError when it fails. */
export async function kubectl(
  cluster: Cluster,
  args: readonly string[],
  input?: string,
): Promise<string> {
  return await succeed('kubectl', kubectlArguments(cluster, args), {
    env: clusterEnvironment(cluster),
    input,
    keep: 10_000_000,
  })
}

/** Runs helm against a cluster. Throws a UserError with its last lines when it fails. */
export async function helm(cluster: Cluster, args: readonly string[]): Promise<string> {
  const context = cluster.context === undefined ? [] : ['--kube-context', cluster.context]
  const all = [...context, '--namespace', cluster.namespace, ...args]
  return await succeed('helm', all, { env: clusterEnvironment(cluster) })
}

/** Runs one of the scripts in `tools/cluster`. */
export async function script(
  name: string,
  args: readonly string[],
  progress: Progress,
  env: Record<string, string> = {},
): Promise<string> {
  const file = join(checkout, 'tools', 'cluster', `${name}.sh`)
  const options = { env: { CLUSTER_HOME: clusterHome, ...env }, onLine: progress }
  return await succeed('bash', [file, ...args], options)
}

/** Runs a program to its end and answers what it said. Throws a UserError with its last lines when it fails. */
export async function succeed(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const outcome: Outcome = await run(command, args, options)
  if (outcome.code === 0) return outcome.output
  const last = outcome.output.split('\n').slice(-12).join('\n')
  throw new UserError(`${command} ${args.join(' ')} ended with ${outcome.code}:\n${last}`)
}
