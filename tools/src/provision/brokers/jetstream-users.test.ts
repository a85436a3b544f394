import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { PaymentSucceeded } from '@comptoir/contracts/payments/events'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { administrator, jetstreamUsers, userOf } from './jetstream-users.ts'

type User = {
  readonly user: string
  readonly password: string
  readonly permissions?: Record<'publish' | 'subscribe', { readonly allow: readonly string[] }>
}
const secrets = { partsKey: 'test' }
const users = jetstreamUsers(secrets) as User[]
const orders = users.find(({ user }) => user === 'comptoir_orders')

describe('the users of JetStream', () => {
  it('are one for each service, and one without limits who makes the streams', () => {
    const names = appIds.map((appId) => userOf(appId, secrets).name)
    expect(users.map(({ user }) => user)).toEqual([administrator(secrets).name, ...names])
    expect(new Set(users.map(({ password }) => password)).size).toBe(users.length)
    const unlimited = users.filter(({ permissions }) => !permissions).map(({ user }) => user)
    expect(unlimited).toEqual(['comptoir_admin'])
  })

  it('publish what is theirs, and hear what their service asked for', () => {
    const mayPublish = orders?.permissions?.publish.allow ?? []
    expect(mayPublish).toContain(OrderConfirmed.type)
    expect(mayPublish).toContain('dead-orders')
    expect(mayPublish).not.toContain(PaymentSucceeded.type)
    expect(mayPublish).toContain('$JS.ACK.comptoir-payments-payment-succeeded-v1.orders.>')
    // each replica makes a consumer of its own for what is broadcast to it, and nothing else
    const made = ['billing-tax-rates-changed-v1', 'admin-settings-changed-v1'].flatMap((kind) => {
      const broadcast = `$JS.API.CONSUMER.CREATE.comptoir-${kind}`
      return [broadcast, `${broadcast}.>`]
    })
    const mayMake = mayPublish.filter((subject) => /^\$JS.*(DELETE|CREATE|UPDATE)/.test(subject))
    expect(mayMake).toEqual(made)
    expect(orders?.permissions?.subscribe.allow).toEqual(['_INBOX.>', 'deliver.orders.>'])
  })
})
