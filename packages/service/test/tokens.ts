import { randomUUID } from 'node:crypto'
import type { Role } from '@comptoir/contracts/accounts/schemas'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { createTokenVerifier, type TokenVerifier } from '../src/auth/auth.ts'
import { guestAudienceOf, guestClaims } from '../src/auth/guest-token.ts'

export type TestUser = { id: string; roles?: Role[]; vendorId?: string }

export type TestVerifier = {
  readonly verify: TokenVerifier
  tokenFor(user: TestUser & { expiresIn?: string }): Promise<string>
  /** The headers of a request by the guest of an order. */
  guestHeadersFor(orderId: string): Promise<Record<string, string>>
  /** The headers of a signed-in request. */
  headersFor(user: TestUser): Promise<Record<string, string>>
}

/**
 * A real verifier with a real ES256 key made in memory, and the tokens it accepts.
 * @example const { verify, headersFor } = createTestVerifier()
 */
export function createTestVerifier(): TestVerifier {
  const kid = randomUUID()
  const pair = generateKeyPair('ES256', { extractable: true })

  async function fetchKeys() {
    const { publicKey } = await pair
    return { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] }
  }

  async function tokenFor({
    roles = ['customer'],
    vendorId,
    ...user
  }: TestUser & { expiresIn?: string }): Promise<string> {
    const { privateKey } = await pair
    return await new SignJWT({ roles, ...(vendorId && { vendorId }) })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setSubject(user.id)
      .setIssuer('comptoir')
      .setAudience('comptoir')
      .setIssuedAt()
      .setExpirationTime(user.expiresIn ?? '15m')
      .sign(privateKey)
  }

  async function guestTokenFor(orderId: string): Promise<string> {
    const { privateKey } = await pair
    const { subject, order } = guestClaims(orderId)
    return await new SignJWT({ order })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setSubject(subject)
      .setIssuer('comptoir')
      .setAudience(guestAudienceOf('comptoir'))
      .setExpirationTime('15m')
      .sign(privateKey)
  }

  return {
    guestHeadersFor: async (orderId) => ({
      authorization: `Bearer ${await guestTokenFor(orderId)}`,
    }),
    verify: createTokenVerifier({ issuer: 'comptoir', audience: 'comptoir', fetchKeys }),
    tokenFor,
    headersFor: async (user) => ({ authorization: `Bearer ${await tokenFor(user)}` }),
  }
}

/** The headers that a sidecar adds to an invocation by `caller`. */
export function appTokenHeaders(appToken: string, caller?: string): Record<string, string> {
  return {
    'dapr-api-token': appToken,
    ...(caller !== undefined && { 'dapr-caller-app-id': caller }),
  }
}
