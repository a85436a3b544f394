import { readConfig } from '@comptoir/service/config'
import { describe, expect, it } from 'vitest'
import { ownSettings, returnUrlOf } from './config.ts'
import { offerOf } from './payment/offered-methods.ts'

const env = {
  STRIPE_SECRET_KEY: 'sk_test_of_the_tests',
  STRIPE_WEBHOOK_SECRET: 'whsec_of_the_tests',
}
const read = (more: Record<string, string> = {}) =>
  readConfig(ownSettings, { ...env, ...more }, (lines) => {
    throw new Error(lines.join('\n'))
  })

describe('the settings of payments', () => {
  it('mean Stripe itself when no other address is given', () => {
    expect(read().stripeApiUrl).toBe('https://api.stripe.com')
  })

  it.each([
    ['STRIPE_PUBLISHABLE_KEY', 'sk_live_secret'],
    ['STRIPE_SECRET_KEY', 'pk_live_public'],
    ['STRIPE_API_URL', 'ftp://api.stripe.com'],
    ['PUBLIC_SHOP_URL', 'shop'],
  ])('refuse %s=%s', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(`${name} is not valid`)
  })
})

describe('where a shopper comes back to', () => {
  it.each([
    [{}, 'http://localhost:8080/orders/{orderId}/payment-return'],
    [
      { PUBLIC_SHOP_URL: 'https://shop.example/' },
      'https://shop.example/orders/{orderId}/payment-return',
    ],
    [
      { PAYMENT_RETURN_URL: 'https://shop.example/merci?o={orderId}' },
      'https://shop.example/merci?o={orderId}',
    ],
  ])('with %o is a page, not a route of the API', (more, url) => {
    expect(returnUrlOf({ publicUrl: 'http://localhost:8080', ...read(more) })).toBe(url)
  })
})

describe('what a browser is told', () => {
  it.each([
    ['http://127.0.0.1:9100', 'pk_live_x', 'simulator'],
    ['https://api.stripe.com', 'pk_test_x', 'test'],
    ['https://api.stripe.com', undefined, 'test'],
    ['https://api.stripe.com', 'pk_live_x', 'live'],
  ])('of %s with %s is the mode %s', (apiUrl, publishableKey, mode) => {
    expect(offerOf({ apiUrl, publishableKey })).toMatchObject({ mode, publishableKey })
  })
})
