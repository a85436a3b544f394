import { describe, expect, it } from 'vitest'
import { modesOf, originOf } from './origins.ts'

const config = {
  gatewayUrl: 'http://localhost:8080/',
  serviceUrls: { orders: 'http://localhost:9005', accounts: 'http://localhost:9001' },
}

describe('where pages ask an operation', () => {
  it('is the gateway, unless services are asked directly', () => {
    expect(originOf(config, 'gateway', '/api/orders/{orderId}')).toBe('http://localhost:8080')
    expect(originOf(config, 'direct', '/api/orders/{orderId}')).toBe('http://localhost:9005')
    expect(originOf(config, 'direct', '/api/permissions')).toBe('http://localhost:9001')
  })

  it('is the gateway for what it answers itself, and for a service that no browser finds', () => {
    const timeline = '/api/operations/orders/{orderId}/timeline'
    expect(originOf(config, 'direct', timeline)).toBe('http://localhost:8080')
    expect(originOf(config, 'direct', '/api/products')).toBe('http://localhost:8080')
  })

  it('is offered as a choice only where there is one', () => {
    expect(modesOf(config)).toEqual(['gateway', 'direct'])
    expect(modesOf({ ...config, serviceUrls: {} })).toEqual(['gateway'])
  })
})
