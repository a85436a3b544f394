import { describe, expect, it } from 'vitest'
import { createTestVerifier } from '../../test/tokens.ts'
import { createServiceApp } from '../app.ts'
import { createLogger } from '../observability/log.ts'

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name })
}

/** What the app answers and logs when a route throws. */
async function answerTo(error: Error) {
  const log = createLogger('orders', 'silent')
  const logged: string[] = []
  log.warn = () => void logged.push('warn')
  log.error = () => void logged.push('error')
  const { verify } = createTestVerifier()
  const names = { appId: 'orders', title: 'Orders', description: 'For the tests' }
  const app = createServiceApp({ ...names, verify, log, appToken: 'token' })
  app.get('/api/thrown', () => {
    throw error
  })
  return { answer: await app.request('/api/thrown'), logged }
}

describe('an error of the client of Redis', () => {
  it.each([
    new Error('Command timed out'),
    new Error('Connection is closed.'),
    new Error("Stream isn't writeable and enableOfflineQueue options is false"),
    named('MaxRetriesPerRequestError', 'Reached the max retries per request limit (which is 20).'),
  ])('answers that it does not answer, to be asked again: %s', async (error) => {
    const { answer, logged } = await answerTo(error)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await answer.json()).toMatchObject({ code: 'dependency_unavailable' })
    expect(logged).toEqual(['warn'])
  })

  it('stays a fault of ours when Redis itself refuses the command', async () => {
    const { answer, logged } = await answerTo(named('ReplyError', 'ERR wrong number of arguments'))
    expect(answer.status).toBe(500)
    expect(logged).toEqual(['error'])
  })
})
