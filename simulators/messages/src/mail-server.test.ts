import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createMailServer } from './mail-server.ts'
import { createMailbox } from './mailbox.ts'

it('outlives a client that is killed in the middle of a mail', async () => {
  const server = createMailServer(createMailbox(), { away: false })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const greeted = async () => {
    const client = connect(port, '127.0.0.1')
    const [greeting] = await once(client, 'data')
    return { client, greeting: String(greeting) }
  }
  const { client } = await greeted()
  client.write('EHLO shop\r\nMAIL FROM:<shop@example.com>\r\n')
  await once(client, 'data')
  client.resetAndDestroy()
  await once(client, 'close')
  await sleep(50)
  const again = await greeted()
  expect(again.greeting).toMatch(/^220 /)
  again.client.destroy()
  await new Promise<void>((done) => server.close(done))
})
