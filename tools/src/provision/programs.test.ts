import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { findProgram, type ProgramSearch } from './programs.ts'

let home: string
const search = (options: Partial<ProgramSearch>): ProgramSearch => ({
  program: 'server',
  packageName: 'server',
  folders: [join(home, 'package-*')],
  env: { PATH: join(home, 'bin') },
  isRoot: false,
  progress: () => {},
  ...options,
})

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'comptoir-programs-'))
  for (const folder of ['bin', 'package-9', 'package-10']) {
    mkdirSync(join(home, folder))
    writeFileSync(join(home, folder, 'server'), '#!/bin/sh\n')
    chmodSync(join(home, folder, 'server'), 0o755)
  }
})

describe('finding a program', () => {
  it('takes the one on PATH, else the newest where packages put it', async () => {
    expect(await findProgram(search({}))).toMatchObject({ path: join(home, 'bin/server') })
    const elsewhere = await findProgram(search({ env: { PATH: '' } }))
    expect(elsewhere).toMatchObject({ path: join(home, 'package-10/server') })
  })

  it('takes the one of the package where another program on PATH has its name', async () => {
    const found = await findProgram(search({ foldersFirst: true }))
    expect(found).toMatchObject({ path: join(home, 'package-10/server'), from: 'installed' })
  })
})
