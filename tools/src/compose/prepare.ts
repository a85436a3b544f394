// Runs in the container `prepare` of compose.yaml, before all others, as root.
import { chownSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { givenVariable } from '../provision/part.ts'
import { type Choice, requirePossible, usualChoice } from '../runner/plan/choice.ts'
import { checkout } from '../runner/plan/layout.ts'
import { passwordVariable } from '../runner/plan/redis-url.ts'
import { placed, type Resource, readResources, writeResources } from '../runner/plan/render.ts'
import { storesIn } from '../runner/plan/store-choice.ts'
import { UserError } from '../runner/screen/user-error.ts'
import { folders } from './compose-file.ts'
import { defaultsWarning } from './known-defaults.ts'

const owner = 65_532

/** The resources of a choice as the sidecars of compose read them. */
export function composeResources(choice: Choice, env: NodeJS.ProcessEnv): Resource[] {
  const { store } = requirePossible(checkout, choice)
  const lost = storesIn(store).find((one) => one !== usualChoice.store && !givenVariable(one))
  if (lost)
    throw new UserError(`Store ${lost} is for npm start: its documents end with a container`)
  const url = new URL(env['REDIS_URL'] ?? '')
  url.password = encodeURIComponent(env[passwordVariable] ?? '')
  const place = {
    redisUrl: url.toString(),
    blobs: folders.blobs,
    names: join(folders.names, 'names.db'),
  }
  return readResources(checkout, choice).map((resource) => placed(resource, place))
}

function main([broker = 'redis', store = 'redis', live = 'redis']: readonly string[]): void {
  const choice = { broker, store, live }
  writeResources(
    {
      resources: join(folders.resources, 'chosen'),
      configuration: join(folders.resources, 'configuration.yaml'),
    },
    composeResources(choice, process.env),
  )
  const { blobs, data, names, resources } = folders
  const volumes = [...globSync(`${data}/*`), blobs, names, resources]
  for (const path of [...volumes, ...globSync(`${resources}/**`)]) chownSync(path, owner, owner)
  process.stdout.write(`resources for broker ${broker}, store ${store}, live ${live}\n`)
  process.stderr.write(defaultsWarning(process.env) ?? '')
}

if (import.meta.main) main(process.argv.slice(2))
