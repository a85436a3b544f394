import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clusterEnvironment, succeed } from '@comptoir/tools/cluster/programs'
import { checkout } from '@comptoir/tools/runner/plan/layout'
import { cluster } from './pods.ts'

/** The commands of a section of docs/kubernetes.md, block by block, for the shop under test. */
export function commandsOf(section: string): string[] {
  const page = readFileSync(join(checkout, 'docs', 'kubernetes.md'), 'utf8')
  const text = page.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? ''
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, commands = '']) => commands)
  if (blocks.length === 0) throw new Error(`docs/kubernetes.md has no commands under ${section}`)
  return blocks.map((commands) => commands.replaceAll(' -n shop', ` -n ${cluster.namespace}`))
}

/** Runs commands as an operator does who pastes them; throws with what they said when one fails. */
export async function runCommands(commands: string, folder: string): Promise<void> {
  const context = cluster.context
  const here = context
    ? `kubectl() { command kubectl --context '${context}' "$@"; }; helm() { command helm --kube-context '${context}' "$@"; }\n`
    : ''
  const all = `set -euo pipefail\n${here}${commands.replaceAll('charts/comptoir', join(checkout, 'charts/comptoir'))}`
  await succeed('bash', ['-c', all], { cwd: folder, env: clusterEnvironment(cluster) })
}
