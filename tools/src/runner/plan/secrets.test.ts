import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { readSecrets, secretsIn } from './secrets.ts'

const newFile = () => join(mkdtempSync(join(tmpdir(), 'comptoir-secrets-')), 'secrets.json')
const modeOf = (file: string) => statSync(file).mode & 0o777

describe('the secrets of a checkout', () => {
  it('are made once, readable by their owner only', () => {
    const file = newFile()
    const made = readSecrets(file)
    expect(modeOf(file)).toBe(0o600)
    expect(readSecrets(file)).toEqual(made)
  })

  it('have a token for each sidecar, each its own', () => {
    const { sidecarTokens, appApiToken } = readSecrets(newFile())
    expect(Object.keys(sidecarTokens)).toEqual(appIds)
    expect(new Set([...Object.values(sidecarTokens), appApiToken]).size).toBe(appIds.length + 1)
  })

  it('keep what an older checkout has, and are completed', () => {
    const file = newFile()
    const old = { appApiToken: 'app', adminPassword: 'kept', sidecarTokens: { orders: 'own' } }
    writeFileSync(file, JSON.stringify(old), { mode: 0o644 })
    const secrets = readSecrets(file)
    expect(secrets).toMatchObject({ appApiToken: 'app', adminPassword: 'kept' })
    expect(secrets.sidecarTokens.orders).toBe('own')
    expect(secrets.sidecarTokens.billing).toHaveLength(32)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(secrets)
    expect(modeOf(file)).toBe(0o600)
  })

  it('of another shop are read, and its file is left as it is', () => {
    const file = newFile()
    expect(() => secretsIn(file)).toThrow(/is not there/)
    const text = JSON.stringify({ keyEncryptionKey: 'theirs' })
    writeFileSync(file, text)
    expect(secretsIn(file)).toMatchObject({ keyEncryptionKey: 'theirs' })
    expect(secretsIn(file).sidecarTokens.orders).toHaveLength(32)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('are not made anew in the place of a damaged file', () => {
    const file = newFile()
    writeFileSync(file, '{"adminPassword": "kep')
    expect(() => readSecrets(file)).toThrow(/is damaged/)
    expect(readFileSync(file, 'utf8')).toBe('{"adminPassword": "kep')
  })
})
