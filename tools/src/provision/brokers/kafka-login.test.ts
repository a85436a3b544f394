import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clientLogin, readKafkaLogin, sidecarLogin } from './kafka-login.ts'

const signedIn = { KAFKA_USER: 'shop', KAFKA_PASSWORD: 'secret' }

describe('the login of a Kafka', () => {
  it('is none without a user: in clear', () => {
    expect(readKafkaLogin({})).toBeUndefined()
    expect(sidecarLogin(undefined)).toMatchObject({ BROKER_AUTH: 'none', BROKER_TLS_OFF: 'false' })
    expect(clientLogin(undefined)).toEqual({})
  })

  it('is SCRAM over TLS unless it is said', () => {
    const login = readKafkaLogin(signedIn)
    expect(login).toMatchObject({ user: 'shop', mechanism: 'SCRAM-SHA-512', tls: true })
    expect(sidecarLogin(login)).toEqual({
      ...{ BROKER_AUTH: 'password', BROKER_USER: 'shop', BROKER_PASSWORD: 'secret' },
      ...{ BROKER_MECHANISM: 'SHA-512', BROKER_TLS_OFF: 'false', BROKER_CA: '' },
    })
    expect(clientLogin(login)).toEqual({
      sasl: { mechanism: 'SCRAM-SHA-512', username: 'shop', password: 'secret' },
      tls: {},
    })
  })

  it('trusts the certificates of a file', () => {
    const file = join(tmpdir(), `ca-${process.pid}.pem`)
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
    const login = readKafkaLogin({ ...signedIn, KAFKA_CA: file })
    expect(sidecarLogin(login)['BROKER_CA']).toContain('AAAA')
    expect(clientLogin(login)).toMatchObject({ tls: { ca: login?.ca } })
  })

  it('leaves TLS out on a network of one’s own', () => {
    const login = readKafkaLogin({ ...signedIn, KAFKA_TLS: 'off', KAFKA_MECHANISM: 'PLAIN' })
    expect(sidecarLogin(login)).toMatchObject({
      BROKER_TLS_OFF: 'true',
      BROKER_MECHANISM: 'PLAINTEXT',
    })
    expect(clientLogin(login)).not.toHaveProperty('tls')
  })

  it.each([
    [{ KAFKA_USER: 'shop' }, /KAFKA_PASSWORD/],
    [{ KAFKA_PASSWORD: 'secret' }, /KAFKA_USER is not set/],
    [{ ...signedIn, KAFKA_MECHANISM: 'MD5' }, /is one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512/],
    [{ ...signedIn, KAFKA_TLS: 'no' }, /on or off/],
    [{ ...signedIn, KAFKA_CA: '/nowhere' }, /no file with certificates/],
  ])('refuses %o', (env, words) => {
    expect(() => readKafkaLogin(env)).toThrow(words)
  })
})
