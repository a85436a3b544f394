import { describe, expect, it } from 'vitest'
import { answerHeaders, clientIp, requestHeaders } from './headers.ts'

const client = {
  ip: '10.0.0.9',
  host: 'shop.example',
  forwardedFor: undefined,
  traceparent: undefined,
}

describe('the headers of a request', () => {
  it('lose what only we may say and what ends here', () => {
    const headers = requestHeaders(
      {
        'dapr-caller-app-id': 'admin',
        'dapr-app-id': 'payments',
        'dapr-api-token': 'x',
        'x-user-id': 'usr_1',
        'x-user-roles': 'admin',
        'x-forwarded-for': '1.2.3.4',
        connection: 'keep-alive, x-secret-hop',
        'x-secret-hop': '1',
        'transfer-encoding': 'chunked',
        host: 'shop.example',
        'content-length': '5',
        'comptoir-service': 'orders',
        'comptoir-client-address': '6.6.6.6',
        authorization: 'Bearer t',
        'idempotency-key': 'k',
        'stripe-signature': 's',
      },
      client,
    )
    expect(headers).toEqual({
      authorization: 'Bearer t',
      'idempotency-key': 'k',
      'stripe-signature': 's',
      'comptoir-client-address': '10.0.0.9',
      'x-forwarded-for': '10.0.0.9',
      'x-forwarded-host': 'shop.example',
    })
  })
})

describe('the headers of an answer', () => {
  it('keep every cookie and lose what belongs to the sidecar and the connection', () => {
    const given = {
      'set-cookie': ['a=1', 'b=2'],
      etag: '"3"',
      'dapr-region': 'x',
      'comptoir-service': 'orders',
      connection: 'close',
      'access-control-allow-origin': '*',
    }
    expect(answerHeaders(given)).toEqual({ headers: { etag: '"3"' }, cookies: ['a=1', 'b=2'] })
    expect(answerHeaders({ etag: '"3"' })).toEqual({ headers: { etag: '"3"' } })
  })
})

describe('the address of the client', () => {
  it('is the socket unless proxies of ours stand before it', () => {
    expect(clientIp('10.0.0.1', '6.6.6.6', 0)).toBe('10.0.0.1')
    expect(clientIp('10.0.0.1', '6.6.6.6, 203.0.113.7', 1)).toBe('203.0.113.7')
    expect(clientIp('10.0.0.1', '6.6.6.6, 203.0.113.7, 10.0.0.2', 2)).toBe('203.0.113.7')
    expect(clientIp('10.0.0.1', '203.0.113.7:4711', 1)).toBe('203.0.113.7')
    expect(clientIp('10.0.0.1', '203.0.113.7', 3)).toBe('10.0.0.1')
    expect(clientIp('10.0.0.1', 'not an address', 1)).toBe('10.0.0.1')
    expect(clientIp('::ffff:10.0.0.1', undefined, 0)).toBe('10.0.0.1')
    expect(clientIp('10.0.0.1', undefined, 1)).toBe('10.0.0.1')
  })
})
