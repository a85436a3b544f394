import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  nameOf,
  readWorkspaces,
  type Workspace,
  workspacesOf,
  writePackages,
  writeSources,
} from '../image/content.ts'
import { programs } from '../image/programs.ts'
import { buildSite, isSiteFolder } from '../image/site-build.ts'
import type { Progress } from '../provision/commands.ts'
import { checkout } from '../runner/plan/layout.ts'
import { UserError } from '../runner/screen/user-error.ts'
import { clusterHome, script } from './programs.ts'

/** Where the images of a cluster without a registry come from. */
export const localRegistry = 'comptoir.local'

const arch = process.arch === 'arm64' ? 'aarch64' : 'x86_64'
/** What the native packages load beside Node's own libraries. */
export const nativeLibraries = ['libresolv.so.2', 'librt.so.1', 'libgcc_s.so.1'].map(
  (name) => `/lib/${arch}-linux-gnu/${name}`,
)

/** Makes every image from folders and loads it in the cluster of `tools/cluster`. Answers their tag. */
export async function loadImages(progress: Progress): Promise<string> {
  await loadBases(progress)
  const tag = tagOf(readWorkspaces(checkout))
  for (const name of programs.keys()) {
    progress(`image ${name}`)
    await loadImage(name, `${localRegistry}/${name}:${tag}`, progress)
  }
  return tag
}

/** What the images of programs are made on, and the image of Redis, which is not ours. */
export async function loadBases(progress: Progress): Promise<void> {
  await makeBase(progress)
  await loadRedis(progress)
}

/** Makes the image of one program and loads it under a name. The bases must be there. */
export async function loadImage(name: string, image: string, progress: Progress): Promise<void> {
  const program = programs.get(name)
  if (program === undefined) throw new UserError(`There is no image "${name}": ${imageNames()}`)
  const all = readWorkspaces(checkout)
  const needed = workspacesOf(nameOf(program, all), all)
  const folder = join(clusterHome, 'images', name)
  const packages = join(folder, 'packages')
  const wanted = packagesKey(needed)
  if (keyIn(packages) !== wanted) {
    writePackages(checkout, needed, packages)
    writeFileSync(`${packages}.key`, wanted)
  }
  if (isSiteFolder(checkout, program)) {
    await buildSite({ root: checkout, folder: program, onLine: (line) => progress(line) })
  }
  const sources = join(folder, 'sources')
  writeSources(checkout, needed, program, sources)
  await load(image, [base, packages, sources], progress)
}

const imageNames = () => `there are ${[...programs.keys()].join(', ')}`

const base = join(clusterHome, 'rootfs', 'node24-tar')

async function makeBase(progress: Progress): Promise<void> {
  if (existsSync(base)) return
  progress('image base')
  const found = nativeLibraries.filter((file) => existsSync(file)).map((file) => `${file}=${file}`)
  // Debian's image has them: Tilt and Skaffold write changed sources with tar, and delete with rm
  await script('rootfs', [base, process.execPath, ...found, 'tar', 'rm'], progress)
}

async function load(image: string, layers: readonly string[], progress: Progress) {
  const [lowest = '', packages = '', sources = ''] = layers
  const options = [
    '-b',
    lowest,
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
  const files = ['package-lock.json', 'tools/src/image/content.ts', 'tools/src/image/sbom.ts']
  return hashOf([...files.map((file) => readFileSync(join(checkout, file))), ...manifests])
}

const builtOrInstalled = ['**/node_modules/**', '**/.next/**', 'apps/*/dist/**']

/** One tag for all images: of what they are made of. */
function tagOf(all: ReadonlyMap<string, Workspace>): string {
  const folders = [...all.values()].map(({ folder }) => folder)
  const files = folders
    .flatMap((folder) => globSync(`${folder}/**/*`, { cwd: checkout, exclude: builtOrInstalled }))
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
