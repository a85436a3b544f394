import { readFileSync } from 'node:fs'
import { lookUp } from '@comptoir/contracts/look-up'
import { attempt } from '../../runner/files.ts'
import type { Environment } from '../../runner/plan/environment.ts'
import { UserError } from '../../runner/screen/user-error.ts'
import { partVariables } from '../part.ts'

/** How a Kafka that others run is logged in to. */
export type KafkaLogin = {
  readonly user: string
  readonly password: string
  readonly mechanism: keyof typeof mechanisms
  /** Whether its brokers speak TLS. */
  readonly tls: boolean
  /** Certificates in PEM that the brokers' are signed with, where the system does not know them. */
  readonly ca: string | undefined
}

/** SASL mechanisms (https://kafka.apache.org/documentation/#security_sasl), and what Dapr's component calls them. */
const mechanisms = {
  PLAIN: 'PLAINTEXT',
  'SCRAM-SHA-256': 'SHA-256',
  'SCRAM-SHA-512': 'SHA-512',
} as const

type Given = Readonly<Record<string, string | undefined>>

/**
 * The login that the environment names: KAFKA_USER, KAFKA_PASSWORD, KAFKA_MECHANISM (SCRAM-SHA-512 unless it says
 * otherwise), KAFKA_TLS (`off` for a network of one's own) and KAFKA_CA, a file. Without a user Kafka is spoken to in
 * clear. Throws a UserError when they do not fit together.
 */
export function readKafkaLogin(env: Given): KafkaLogin | undefined {
  const { KAFKA_USER: user, KAFKA_PASSWORD: password, KAFKA_MECHANISM: asked } = env
  const { KAFKA_TLS: tls = 'on', KAFKA_CA: file } = env
  if (!user) {
    const useless = ['KAFKA_PASSWORD', 'KAFKA_MECHANISM', 'KAFKA_TLS', 'KAFKA_CA'].find((name) =>
      lookUp(env, name),
    )
    if (useless) throw new UserError(`${useless} is for a login: KAFKA_USER is not set`)
    return undefined
  }
  if (!password) throw new UserError('KAFKA_USER needs its password in KAFKA_PASSWORD')
  const mechanism = asked || 'SCRAM-SHA-512'
  if (!isMechanism(mechanism))
    throw new UserError(
      `KAFKA_MECHANISM is one of ${Object.keys(mechanisms).join(', ')}, not "${mechanism}"`,
    )
  if (tls !== 'on' && tls !== 'off') throw new UserError(`KAFKA_TLS is on or off, not "${tls}"`)
  return { user, password, mechanism, tls: tls === 'on', ca: file ? readCa(file) : undefined }
}

const isMechanism = (text: string): text is keyof typeof mechanisms =>
  lookUp(mechanisms, text) !== undefined

function readCa(file: string): string {
  const text = attempt(() => readFileSync(file, 'utf8'))
  if (text?.includes('-----BEGIN CERTIFICATE-----')) return text
  throw new UserError(`KAFKA_CA: ${file} is no file with certificates in PEM`)
}

/** The login as the component has it; every variable is there, since the component asks for each. */
export function sidecarLogin(login: KafkaLogin | undefined): Environment {
  return {
    [partVariables.brokerAuth]: login ? 'password' : 'none',
    [partVariables.brokerUser]: login?.user ?? '',
    [partVariables.brokerPassword]: login?.password ?? '',
    [partVariables.brokerMechanism]: login ? mechanisms[login.mechanism] : '',
    [partVariables.brokerTlsOff]: String(login !== undefined && !login.tls),
    [partVariables.brokerCa]: login?.ca ?? '',
  }
}

/** The login as the client has it that makes topics. */
export function clientLogin(login: KafkaLogin | undefined) {
  if (!login) return {}
  const { mechanism, user: username, password, tls, ca } = login
  return {
    sasl: { mechanism, username, password },
    ...(tls && { tls: ca === undefined ? {} : { ca } }),
  }
}
