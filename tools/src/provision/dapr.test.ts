import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { daprCache, daprVersion, findDapr, isRecentEnough } from './dapr.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'comptoir-dapr-'))

/** A program that stands for an installed one: it prints its lines. */
function program(folder: string, name: string, script: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, name), 0o755)
}

function installDapr(folder: string, version: string): string {
  for (const name of ['daprd', 'placement', 'scheduler']) {
    program(folder, name, `echo ${version}`)
  }
  return folder
}

/** A machine with nothing on it but what a test puts there. */
function bareMachine() {
  const home = newFolder()
  const said: string[] = []
  const env = { PATH: join(home, 'bin') }
  return { home, env, usualGo: [], said, progress: (text: string) => said.push(text) }
}

describe('finding Dapr', () => {
  it.each(['.', 'bin', '.dapr/bin'])('looks first in DAPR_RUNTIME_PATH/%s', async (inside) => {
    const machine = bareMachine()
    const asked = newFolder()
    const folder = installDapr(join(asked, inside), '1.19.0')
    installDapr(machine.env.PATH, '1.18.1')
    const found = await findDapr({ ...machine, env: { ...machine.env, DAPR_RUNTIME_PATH: asked } })
    expect(found).toMatchObject({ daprd: join(folder, 'daprd'), version: '1.19.0' })
  })

  it('passes over one that is too old, and says so', async () => {
    const machine = bareMachine()
    installDapr(machine.env.PATH, '1.17.4')
    installDapr(join(machine.home, '.dapr', 'bin'), '1.18.2')
    const found = await findDapr(machine)
    expect(found).toMatchObject({ version: '1.18.2', from: '~/.dapr/bin' })
    expect(machine.said.join()).toContain('Dapr 1.17.4')
  })

  it('passes over one without its control plane', async () => {
    const machine = bareMachine()
    program(join(machine.home, '.dapr', 'bin'), 'daprd', 'echo 1.18.2')
    installDapr(daprCache(machine.env, machine.home), daprVersion)
    expect(await findDapr(machine)).toMatchObject({ from: 'built earlier' })
  })

  it.runIf(process.platform === 'linux')('takes the binaries of a local image', async () => {
    const machine = bareMachine()
    const image = installDapr(newFolder(), daprVersion)
    const docker = `case "$1" in
      image) exit 0 ;; create) echo container ;; rm) exit 0 ;;
      cp) /bin/cp "${image}/\${2##*/}" "$3" ;; esac`
    program(machine.env.PATH, 'docker', docker)
    const found = await findDapr(machine)
    expect(found.from).toBe('Docker image')
    expect(readFileSync(found.scheduler, 'utf8')).toContain(daprVersion)
  })

  it('says in one line what to install when there is nothing to build it with', async () => {
    await expect(findDapr(bareMachine())).rejects.toThrow(
      /^Dapr is not installed and Go, .* Install one of them: `dapr init --slim` .* Go 1\.21 or newer \(.*\)$/,
    )
  })

  it('builds it with Go, and keeps what it built for the next checkout', async () => {
    const machine = bareMachine()
    const go = `echo "go: downloading github.com/dapr/dapr" >&2; echo some/package >&2
      while [ "$1" != "-o" ]; do shift; done; out=$2
      for name in daprd placement scheduler; do printf '#!/bin/sh\\n' > "$out$name"; chmod +x "$out$name"; done`
    program(machine.env.PATH, 'go', go)
    const found = await findDapr(machine)
    expect(found).toMatchObject({ version: daprVersion, from: 'built from source' })
    expect(existsSync(found.daprd)).toBe(true)
    expect((await findDapr({ ...machine, env: { PATH: newFolder() } })).from).toBe('built earlier')
  })

  it('leaves nothing behind when the build fails, and gives its reason', async () => {
    const machine = bareMachine()
    program(machine.env.PATH, 'go', 'echo "no space left on device" >&2; exit 1')
    await expect(findDapr(machine)).rejects.toThrow(
      'Go could not build Dapr: no space left on device',
    )
    expect(existsSync(`${daprCache(machine.env, machine.home)}-build`)).toBe(false)
  })
})

describe('a version of Dapr', () => {
  it.each([
    ['1.18.1', true],
    ['v1.19.0', true],
    ['2.0.0', true],
    ['1.17.9', false],
    ['unknown', false],
    ['', false],
  ])('%j is recent enough: %s', (version, answer) => {
    expect(isRecentEnough(version)).toBe(answer)
  })
})
