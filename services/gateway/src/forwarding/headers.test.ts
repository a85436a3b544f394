import { describe, expect, it } from 'vitest'
import { answerHeaders, requestHeaders } from './headers.ts'

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
