import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baseConfig, readConfig } from './config.ts'

const env = {
  PORT: '9005',
  APP_API_TOKEN: 'secret',
  EVENT_SIGNING_KEY: 'seed',
  EVENT_PUBLIC_KEYS: 'orders=key',
  DAPR_HTTP_PORT: '3650',
  CORS_ORIGINS: 'http://a, http://b',
}

function failing(lines: string[]): never {
  throw new Error(lines.join('\n'))
}

describe('readConfig', () => {
  it('reads what is set and keeps defaults for the rest', () => {
    const config = readConfig(
      { ...baseConfig, stripeApiUrl: z.url() },
      { ...env, STRIPE_API_URL: 'http://x.test' },
    )
    expect(config).toMatchObject({
      port: 9005,
      host: '127.0.0.1',
      daprHttpPort: 3650,
      corsOrigins: ['http://a', 'http://b'],
      stripeApiUrl: 'http://x.test',
      logLevel: 'info',
    })
  })

  it('names each wrong variable in one line, without its value', () => {
    const read = () => readConfig(baseConfig, { PORT: 'secret-port', LOG_LEVEL: '' }, failing)
    expect(read).toThrow(
      /^PORT is not valid: .*\nAPP_API_TOKEN is not set\nEVENT_SIGNING_KEY is not set\n/,
    )
    expect(read).not.toThrow(/secret-port/)
  })
})
