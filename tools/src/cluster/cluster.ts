import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'
import { loadBases, loadImage, loadImages, localRegistry } from './images.ts'
import { installLocally, startCluster } from './install.ts'
import { clusterHome, script } from './programs.ts'

const command = {
  run: 'npm run cluster --',
  positionals: 'up|down|wipe|bases|images|image [NAME IMAGE:TAG]',
  summary:
    'A Kubernetes of one node on this Linux machine (as root), built from Go modules, with Dapr and the shop on it.',
  options: {
    namespace: { type: 'string', default: 'comptoir', value: 'NAME', help: 'where the shop goes' },
    'no-shop': { type: 'boolean', default: false, help: 'only the cluster and Dapr' },
    values: {
      type: 'string',
      value: 'FILE',
      help: "with images: where to write the chart's values that name them",
    },
  },
  examples: [
    'npm run cluster -- up',
    'npm run cluster -- image orders comptoir.local/orders:mine',
    'npm run cluster -- down',
  ],
  exitCodes: { 1: 'it could not be built or started' },
  notes: `Programs and data are in ${clusterHome} (CLUSTER_HOME).
images loads every image into the cluster, image loads one, bases what they are made on.`,
} as const

const progress = (text: string) => process.stderr.write(`${text}\n`)

async function main(): Promise<undefined> {
  const { values, positionals } = readCommandLine(command)
  const [action, name = '', image = ''] = positionals
  if (action === 'down') await script('down', [], progress)
  else if (action === 'wipe') await script('down', ['--wipe'], progress)
  else if (action === 'up') await up(values)
  else if (action === 'bases') await loadBases(progress)
  else if (action === 'images') await images(values.values)
  else if (action === 'image' && image) await loadImage(name, image, progress)
  else
    throw usageError(
      command,
      `What to do is ${command.positionals}, not ${positionals.join(' ') || 'nothing'}`,
    )
}

async function up(values: { namespace: string; 'no-shop': boolean }): Promise<void> {
  await startCluster(progress)
  if (!values['no-shop']) await installLocally({ namespace: values.namespace }, progress)
}

/** Loads every image, and says in a file of values which they are. */
async function images(file: string | undefined): Promise<void> {
  const tag = await loadImages(progress)
  if (file === undefined) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ image: { registry: localRegistry, tag } }))
}

await runCommand(main)
