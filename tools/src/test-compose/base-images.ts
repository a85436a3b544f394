import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nativeLibraries } from '../cluster/images.ts'
import { script } from '../cluster/programs.ts'
import { daprImage, redisImage } from '../compose/compose-file.ts'
import { type Progress, run } from '../provision/commands.ts'
import { findDapr } from '../provision/dapr.ts'
import { findRedis } from '../provision/redis.ts'
import { UserError } from '../runner/screen/user-error.ts'
import type { Engine } from './engine.ts'

/** The image that stands for `node:24-slim` where nothing can be pulled. */
export const nodeBase = `comptoir-base:node-${process.version}`

type Base = {
  readonly image: string
  /** Programs of this machine, as `rootfs.sh` takes them. */
  programs(): Promise<readonly string[]>
  /** What else belongs into the folder; answers settings of the image. */
  complete?(folder: string): Promise<readonly string[]>
}

const bases: readonly Base[] = [
  {
    image: nodeBase,
    programs: async () => [
      process.execPath,
      ...['sh=/bin/sh', 'env=/usr/bin/env', 'sleep'],
      ...nativeLibraries.filter((file) => existsSync(file)).map((file) => `${file}=${file}`),
    ],
    complete: addNpm,
  },
  {
    image: redisImage,
    async programs() {
      const redis = await findRedis({ port: 0, dataDir: mkdtempSync(join(tmpdir(), 'comptoir-')) })
      if (redis.kind !== 'own') throw new UserError('REDIS_URL is set: unset it')
      return [redis.command, 'redis-cli', 'sleep']
    },
  },
  {
    image: daprImage,
    async programs() {
      const { daprd, placement, scheduler } = await findDapr()
      return [`${daprd}=/daprd`, `${placement}=/placement`, `${scheduler}=/scheduler`]
    },
  },
]

/** Makes the base images from programs of this machine, for an engine that cannot pull any. Those that are there stay. */
export async function importBases({ env }: Engine, progress: Progress): Promise<void> {
  for (const { image, programs, complete } of bases) {
    const { code } = await run('docker', ['image', 'inspect', image], { env })
    if (code === 0) continue
    progress(`image ${image}`)
    const folder = join(mkdtempSync(join(tmpdir(), 'comptoir-rootfs-')), 'root')
    try {
      await script('rootfs', [folder, ...(await programs())], () => {})
      const settings = (await complete?.(folder)) ?? []
      await importFolder(folder, image, settings, env)
    } finally {
      rmSync(join(folder, '..'), { recursive: true, force: true })
    }
  }
}

async function importFolder(
  folder: string,
  image: string,
  settings: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const changes = settings.flatMap((one) => ['--change', one])
  const line = 'folder=$1; shift; tar -C "$folder" -c . | docker import "$@"'
  const args = ['-o', 'pipefail', '-c', line, 'import', folder, ...changes, '-', image]
  const { code, output } = await run('bash', args, { env: { ...env } })
  if (code !== 0) throw new UserError(`docker import ${image}: ${output}`)
}

/** npm, for the Dockerfile's `npm install`, with the registry and certificates that it uses on this machine. */
async function addNpm(folder: string): Promise<string[]> {
  const modules = join(await npm('root', '-g'), 'npm')
  const place = join(folder, 'usr/local/lib/node_modules')
  mkdirSync(place, { recursive: true })
  cpSync(modules, join(place, 'npm'), { recursive: true })
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(folder, 'usr/local/bin/npm'))
  const certificates = await npm('config', 'get', 'cafile')
  const inside = '/etc/ssl/certs/npm.pem'
  if (existsSync(certificates)) cpSync(certificates, join(folder, inside))
  return [
    `ENV npm_config_registry=${await npm('config', 'get', 'registry')}`,
    ...(existsSync(certificates) ? [`ENV npm_config_cafile=${inside}`] : []),
  ]
}

async function npm(...args: string[]): Promise<string> {
  const { code, output } = await run('npm', args)
  if (code !== 0) throw new UserError(`npm ${args.join(' ')}: ${output}`)
  return output.trim()
}
