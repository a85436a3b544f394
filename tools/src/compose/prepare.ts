// Runs in the container `prepare` of compose.yaml, before all others, as root.
import { chownSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '../runner/plan/layout.ts'
import { passwordVariable } from '../runner/plan/redis-url.ts'
import { placed, type Resource, readProfile, writeResources } from '../runner/plan/render.ts'
import { folders } from './compose-file.ts'

const owner = 65_532

/** The resources of a profile as the sidecars of compose read them. */
export function composeResources(profile: string, env: NodeJS.ProcessEnv): Resource[] {
  const url = new URL(env['REDIS_URL'] ?? '')
  url.password = encodeURIComponent(env[passwordVariable] ?? '')
  const place = {
    redisUrl: url.toString(),
    blobs: folders.blobs,
    names: join(folders.names, 'names.db'),
  }
  return readProfile(checkout, profile).map((resource) => placed(resource, place))
}

function main([profile = '']: readonly string[]): void {
  writeResources(
    {
      resources: join(folders.resources, 'profile'),
      configuration: join(folders.resources, 'configuration.yaml'),
    },
    composeResources(profile, process.env),
  )
  const { blobs, data, names, resources } = folders
  const volumes = [...globSync(`${data}/*`), blobs, names, resources]
  for (const path of [...volumes, ...globSync(`${resources}/**`)]) chownSync(path, owner, owner)
  process.stdout.write(`resources of profile ${profile}\n`)
}

if (import.meta.main) main(process.argv.slice(2))
