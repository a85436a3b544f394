import { connectStores } from '../moving/connect-stores.ts'
import { sidecarEnvironmentFor } from '../provision/part.ts'
import { provideParts } from '../provision/provide-parts.ts'
import { usualChoice } from '../runner/plan/choice.ts'
import type { Layout } from '../runner/plan/layout.ts'
import type { Ports } from '../runner/plan/ports.ts'
import { readSecrets } from '../runner/plan/secrets.ts'
import type { Run } from '../runner/process/run-file.ts'
import { UserError } from '../runner/screen/user-error.ts'

type Running = { readonly layout: Layout; readonly ports: Ports; readonly run: Run }

/** What a shop that runs has stored, opened through its own sidecars. Throws a UserError for a store in memory. */
export async function openRunningStores({ layout, ports, run }: Running) {
  const { store, redisUrl } = run
  // finding that store empties what is beside it
  if (store === 'in-memory') throw new UserError('Documents in memory cannot be listed')
  const secrets = readSecrets(layout.secretsFile)
  const isRoot = process.getuid?.() === 0
  const input = { layout, ports, secrets, env: process.env, isRoot, progress: () => {} }
  const parts = await provideParts({ ...usualChoice, store }, () => input)
  const environmentOf = sidecarEnvironmentFor(parts)
  return connectStores({ ports, secrets, store, redisUrl, environmentOf })
}
