import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chart } from '@comptoir/tools/cluster/install'
import { helm } from '@comptoir/tools/cluster/programs'
import { orderAroundBackup } from '../../faults/data-loss/restore.ts'
import type { TestPlatform } from '../../faults/kit/test-platform.ts'
import { allReady, cluster } from '../kit/pods.ts'
import { commandsOf, runCommands } from '../kit/runbook.ts'

/** Orders wait for their payment longer than a restore takes. */
const deadline = 'serviceDefaults.env.PAYMENT_DEADLINE_SECONDS=300'

const inNamespace = `kubectl -n ${cluster.namespace}`
/** The commands of the restore delete what Redis holds. */
const loseFiles = `
${inNamespace} apply -f volumes.yaml
${inNamespace} wait --for=condition=Ready pod/volumes
${inNamespace} exec volumes -- node -e 'for (const name of fs.readdirSync("/blobs")) fs.rmSync("/blobs/" + name, { recursive: true })'
${inNamespace} delete pod volumes
`

/** The commands of the documentation bring a shop back that has lost Redis and its files. */
export async function restoreByRunbook(platform: TestPlatform) {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-backup-'))
  const [volumes = '', backup = '', restore = '', replicas = ''] = commandsOf('Backup and restore')
  await helm(cluster, ['upgrade', 'comptoir', chart, '--reuse-values', '--set-string', deadline])
  await allReady()
  try {
    return await orderAroundBackup(platform, {
      save: () => runCommands(volumes + backup, folder),
      async loseAndRestore() {
        await runCommands(loseFiles, folder)
        await runCommands(restore, folder)
        await runCommands(replicas, folder)
        await allReady()
        return platform
      },
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
