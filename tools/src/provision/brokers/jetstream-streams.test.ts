import { describe, expect, it } from 'vitest'
import { serversOf, streamOf } from './jetstream-streams.ts'

describe('the address of JetStream', () => {
  it.each([
    [
      'nats://shop:se%40cret@mq.example:4333',
      { servers: ['mq.example:4333'], user: 'shop', pass: 'se@cret' },
    ],
    ['nats://a.example, nats://b.example:5222', { servers: ['a.example:4222', 'b.example:5222'] }],
    ['nats://token@a.example', { servers: ['a.example:4222'], token: 'token' }],
    ['tls://a:b@c.example', { servers: ['c.example:4222'], user: 'a', pass: 'b', tls: {} }],
  ])('%s is what the client takes', (url, options) => {
    expect(serversOf(url)).toEqual(options)
  })
})

it('has a stream for each topic, whose name has no dots', () => {
  expect(streamOf('comptoir.orders.order-created.v1')).toBe('comptoir-orders-order-created-v1')
})
