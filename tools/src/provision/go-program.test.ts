import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { findGoProgram } from './go-program.ts'

const program = { name: 'tool', module: 'example.com/tool', version: 'v1.2.3' }
const newHome = () => mkdtempSync(join(tmpdir(), 'comptoir-go-'))

function executable(file: string, script: string): string {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

it('builds a program once, where the next checkout finds it', async () => {
  const home = newHome()
  const go = executable(join(home, 'go/go'), 'echo "$2" > "$GOBIN/tool" && chmod +x "$GOBIN/tool"')
  const env = { PATH: `${dirname(go)}:/bin:/usr/bin` }
  const said: string[] = []
  const built = await findGoProgram(program, { env, home, progress: (text) => said.push(text) })
  expect(built).toBe(join(home, '.cache/comptoir/tool-v1.2.3/tool'))
  expect(said).toHaveLength(1)
  expect(await findGoProgram(program, { env: { PATH: '' }, home })).toBe(built)
})

it('leaves nothing behind when the build breaks, and says why', async () => {
  const home = newHome()
  const go = executable(join(home, 'go/go'), 'touch "$GOBIN/half"; echo "no such module"; exit 1')
  const found = findGoProgram(program, { env: { PATH: `${dirname(go)}:/bin:/usr/bin` }, home })
  await expect(found).rejects.toThrow(/example.com\/tool@v1.2.3.*\n*no such module/)
  const cache = join(home, '.cache/comptoir')
  expect(existsSync(cache) ? readdirSync(cache) : []).toEqual([])
})

it('answers undefined where Go is missing', async () => {
  expect(await findGoProgram(program, { env: { PATH: '' }, home: newHome() })).toBeUndefined()
})
