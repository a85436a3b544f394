import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFree, requireFreePorts } from './port-check.ts'

let server: Server
let taken = 0

beforeAll(async () => {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  taken = typeof address === 'object' && address ? address.port : 0
})

afterAll(() => {
  server.close()
})

describe('a port that is taken', () => {
  it('is named with who needs it, who has it and what to do', async () => {
    const start = requireFreePorts([{ port: taken, by: 'orders' }], 0)
    await expect(start).rejects.toThrow(
      new RegExp(
        `^Port ${taken}, needed by orders, is taken by .+ \\(pid ${process.pid}\\)\\. Stop that program, or use other ports: npm start -- --port-offset \\d+$`,
      ),
    )
  })

  it('is free again once it is closed', async () => {
    expect(await isFree(taken)).toBe(false)
    await new Promise((resolve) => server.close(resolve))
    expect(await isFree(taken)).toBe(true)
    await expect(requireFreePorts([{ port: taken, by: 'orders' }], 0)).resolves.toBeUndefined()
  })
})
