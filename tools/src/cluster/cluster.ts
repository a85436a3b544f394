import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'
import { installLocally, startCluster } from './install.ts'
import { clusterHome, script } from './programs.ts'

const command = {
  run: 'npm run cluster --',
  positionals: 'up|down|wipe',
  summary:
    'A Kubernetes of one node on this Linux machine (as root), built from Go modules, with Dapr and the shop on it.',
  options: {
    namespace: { type: 'string', default: 'comptoir', value: 'NAME', help: 'where the shop goes' },
    'no-shop': { type: 'boolean', default: false, help: 'only the cluster and Dapr' },
  },
  examples: ['npm run cluster -- up', 'npm run cluster -- down'],
  exitCodes: { 1: 'it could not be built or started' },
  notes: `Programs and data are in ${clusterHome} (CLUSTER_HOME).`,
} as const

async function main(): Promise<undefined> {
  const { values, positionals } = readCommandLine(command)
  const [action] = positionals
  const progress = (text: string) => process.stderr.write(`${text}\n`)
  if (action === 'down') await script('down', [], progress)
  else if (action === 'wipe') await script('down', ['--wipe'], progress)
  else if (action === 'up') {
    await startCluster(progress)
    if (!values['no-shop']) await installLocally({ namespace: values.namespace }, progress)
  } else throw usageError(command, `What to do is up, down or wipe, not ${action ?? 'nothing'}`)
}

await runCommand(main)
