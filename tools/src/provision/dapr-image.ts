import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Progress, run, which } from './commands.ts'

/** Takes the binaries out of a Dapr image, if Docker runs here and has one (after `dapr init`, it has). */
export async function copyDaprFromImage(
  version: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<boolean> {
  const docker = which('docker', env.PATH)
  if (process.platform !== 'linux' || !docker) return false
  const image = `daprio/dapr:${version}`
  const present = await run(docker, ['image', 'inspect', image], { timeoutMs: 5000 })
  if (present.code !== 0) return false
  progress(`Copying Dapr ${version} from the Docker image ${image}`)
  const container = await run(docker, ['create', image], { timeoutMs: 30_000 })
  if (container.code !== 0) return false
  mkdirSync(folder, { recursive: true })
  const copies = await Promise.all(
    ['daprd', 'placement', 'scheduler'].map((name) =>
      run(docker, ['cp', `${container.output}:/${name}`, join(folder, name)]),
    ),
  )
  await run(docker, ['rm', container.output])
  return copies.every(({ code }) => code === 0)
}
