import { describe, expect, it } from 'vitest'
import { givenStripe } from './environment.ts'

describe('the payment provider of a shop that is started', () => {
  const secrets = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' }

  it('is Stripe when both secrets are given', () => {
    expect(givenStripe(secrets)).toEqual({ ...secrets, STRIPE_API_URL: 'https://api.stripe.com' })
  })

  it('is at the address that is given', () => {
    const url = { STRIPE_API_URL: 'http://127.0.0.1:12111' }
    expect(givenStripe({ ...secrets, ...url })).toMatchObject(url)
  })

  it.each([
    [{ STRIPE_API_URL: 'https://api.stripe.com' }],
    [{ STRIPE_SECRET_KEY: 'sk_test_1' }],
    [{ STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRET: 'whsec_1' }],
  ])('stays the simulator with %o', (env) => {
    expect(givenStripe(env)).toEqual({})
  })
})
