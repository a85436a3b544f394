import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import {
  nameOf,
  readWorkspaces,
  type Workspace,
  workspacesOf,
  writePackages,
  writeSources,
} from '../image/content.ts'
import type { Progress } from '../provision/commands.ts'
import { checkout } from '../runner/plan/layout.ts'
import { clusterHome, script } from './programs.ts'

/** The programs that have an image, by image name. */
export const programs: ReadonlyMap<string, string> = new Map([
  ...appIds.map((appId) => [appId, `services/${appId}`] as const),
  ['payment-simulator', 'simulators/payments'],
  ['tools', 'tools'],
])

/** Where the images of a cluster without a registry come from. */
export const localRegistry = 'comptoir.local'

const arch = process.arch === 'arm64' ? 'aarch64' : 'x86_64'
/** What the native packages load beside Node's own libraries. */
const libraries = ['libresolv.so.2', 'librt.so.1', 'libgcc_s.so.1'].map(
  (name) => `/lib/${arch}-linux-gnu/${name}`,
)

/** Makes every image from folders and loads it in the cluster of `tools/cluster`. Answers their tag. */
export async function loadImages(progress: Progress): Promise<string> {
  const base = await makeBase(progress)
  const all = readWorkspaces(checkout)
  const tag = tagOf(all)
  for (const [image, program] of programs) {
    progress(`image ${image}`)
    const needed = workspacesOf(nameOf(program, all), all)
    const folder = join(clusterHome, 'images', image)
    const packages = join(folder, 'packages')
    const wanted = packagesKey(needed)
    if (keyIn(packages) !== wanted) {
      writePackages(checkout, needed, packages)
      writeFileSync(`${packages}.key`, wanted)
    }
    const sources = join(folder, 'sources')
    writeSources(checkout, needed, program, sources)
    await load(`${localRegistry}/${image}:${tag}`, [base, packages, sources], progress)
  }
  await loadRedis(progress)
  return tag
}

async function makeBase(progress: Progress): Promise<string> {
  const folder = join(clusterHome, 'rootfs', 'node24')
  if (!existsSync(folder)) {
    progress('image base')
    const found = libraries.filter((file) => existsSync(file)).map((file) => `${file}=${file}`)
    await script('rootfs', [folder, process.execPath, ...found], progress)
  }
  return folder
}

async function load(image: string, layers: readonly string[], progress: Progress) {
  const [base = '', packages = '', sources = ''] = layers
  const options = [
    '-b',
    base,
    '-p',
    packages,
    '-d',
    '/app',
    '-w',
    '/app/program',
    '-u',
    '65532:65532',
  ]
  const environment = ['-e', 'NODE_ENV=production']
  const command = ['node', '--disable-warning=ExperimentalWarning']
  await script(
    'load-image',
    [...options, ...environment, image, sources, ...command, '--', 'src/main.ts'],
    progress,
  )
}

async function loadRedis(progress: Progress): Promise<void> {
  const folder = join(clusterHome, 'rootfs', 'redis')
  if (!existsSync(folder)) await script('rootfs', [folder, 'redis-server', 'redis-cli'], progress)
  const options = ['-u', '65532:65532', 'redis:7', folder, '/usr/local/bin/redis-server']
  await script('load-image', options, progress)
}

const keyIn = (packages: string) =>
  existsSync(`${packages}.key`) ? readFileSync(`${packages}.key`, 'utf8') : undefined

function packagesKey(needed: readonly Workspace[]): string {
  const manifests = needed.map(({ manifest }) => JSON.stringify(manifest))
  return hashOf([readFileSync(join(checkout, 'package-lock.json')), ...manifests])
}

/** One tag for all images: of what they are made of. */
function tagOf(all: ReadonlyMap<string, Workspace>): string {
  const folders = [...all.values()].map(({ folder }) => folder)
  const files = folders
    .flatMap((folder) =>
      globSync(`${folder}/**/*`, { cwd: checkout, exclude: ['**/node_modules/**'] }),
    )
    .filter((file) => statSync(join(checkout, file)).isFile() && basename(file) !== 'README.md')
    .toSorted()
  const lock = readFileSync(join(checkout, 'package-lock.json'))
  return hashOf([
    lock,
    ...files.flatMap((file) => [file, readFileSync(join(checkout, file))]),
  ]).slice(0, 12)
}

function hashOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
