import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { describe, expect, it } from 'vitest'
import { pubsubScopes } from '../../resources/topic-scopes.ts'
import { allTopics } from './topics.ts'

describe('the topics that are made at a broker', () => {
  it('are those that the scopes of the component allow: no sidecar asks for another', () => {
    expect([...allTopics].toSorted()).toEqual(pubsubScopes().allowedTopics.split(','))
    expect(allTopics).toContain(OrderConfirmed.type)
  })
})
