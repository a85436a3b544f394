import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { replaceFile } from '../runner/files.ts'
import { requirePossible, usualChoice } from '../runner/plan/choice.ts'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { storesIn } from '../runner/plan/store-choice.ts'
import { UserError } from '../runner/screen/user-error.ts'
import { requireAddress } from '../secrets/connections.ts'
import { secretsOfCluster } from '../secrets/secrets-of-cluster.ts'
import { type ShopExport, saveAs } from './shop-export.ts'

export type ClusterExport = ShopExport & {
  /** What `kubectl get secret … -o json` printed. */
  readonly secrets: string
  /** A copy of the folder of its pictures and printed documents; none in a shop that never had one. */
  readonly files: string | undefined
}

/**
 * Writes a shop in a cluster, whose services are scaled to zero, into a folder, by the addresses of its Redis and its
 * database. Throws a UserError when one of them is not given.
 */
export async function exportCluster({ secrets, files, ...options }: ClusterExport): Promise<void> {
  const choice = requirePossible(checkout, { ...usualChoice, store: options.store })
  if (!process.env['REDIS_URL'])
    throw new UserError(
      'Say where the Redis of the cluster is: REDIS_URL=redis://:password@host:port',
    )
  for (const store of storesIn(choice.store)) requireAddress('store', store, process.env)
  const home = mkdtempSync(join(tmpdir(), 'comptoir-export-'))
  try {
    const layout = layoutOf(checkout, { COMPTOIR_HOME: home })
    mkdirSync(layout.data)
    const text = JSON.stringify(secretsOfCluster(readFileSync(secrets, 'utf8')))
    replaceFile(layout.secretsFile, text, 0o600)
    if (files !== undefined) symlinkSync(resolve(files), join(layout.data, 'blobs'))
    await saveAs({ ...options, layout, choice })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
