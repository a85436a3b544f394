import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rabbitmqctl } from '../../../test/sandbox/rabbitmqctl.ts'
import { type RunningPart, runPart } from '../../../test/sandbox/running-part.ts'
import { missingPort } from '../part.ts'
import { provideRabbitmq } from './rabbitmq.ts'

let part: RunningPart
let address: URL

beforeAll(async () => {
  part = await runPart(provideRabbitmq, mkdtempSync(join(tmpdir(), 'comptoir-rabbit-')))
  address = new URL(part.part.sidecarEnvironment('orders')['BROKER_ADDRESS'] ?? '')
})
afterAll(() => part.stop())

describe('RabbitMQ as the broker', () => {
  it('lets in the user of the shop, and no other', async () => {
    const { username, password } = address
    expect((await rabbitmqctl(part, 'authenticate_user', username, password)).code).toBe(0)
    expect((await rabbitmqctl(part, 'authenticate_user', username, 'guess')).code).not.toBe(0)
    const users = await rabbitmqctl(part, 'list_users', '--quiet', '--no-table-headers')
    expect(users.output).toMatch(/^comptoir\t\[administrator\]$/)
  })

  it('ends the queues that a start of a sidecar leaves, and no other', async () => {
    const { output } = await rabbitmqctl(part, 'list_policies', '--quiet', '--formatter', 'json')
    expect(JSON.parse(output)).toMatchObject([
      { pattern: '^[0-9a-f]{8}-', 'apply-to': 'queues', definition: '{"expires":60000}' },
    ])
  })

  it('ends with its name daemon when it is told to', async () => {
    const names = Number(part.part.processes[0]?.env['ERL_EPMD_PORT'])
    expect(await missingPort(names)).toBeUndefined()
    await part.stop()
    expect(await missingPort(names)).toBe('not listening yet')
    expect(await missingPort(Number(address.port))).toBe('not listening yet')
  })
})
