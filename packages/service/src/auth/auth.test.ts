import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it, vi } from 'vitest'
import { createTokenVerifier } from './auth.ts'

type Signer = {
  kid: string
  alg: string
  sign(claims: Record<string, unknown>): Promise<string>
  jwk: object
}

async function createSigner(kid: string, alg = 'ES256'): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return {
    kid,
    alg,
    jwk: { ...(await exportJWK(publicKey)), kid, alg },
    sign: ({ iss = 'comptoir', aud = 'comptoir', ...claims }) =>
      new SignJWT({ roles: ['customer'], iss: String(iss), aud: String(aud), ...claims })
        .setProtectedHeader({ alg, kid })
        .setSubject('usr_1')
        .setExpirationTime('15m')
        .sign(privateKey),
  }
}

function verifierOf(signers: Signer[]) {
  const state = { now: Date.now(), fetches: 0, down: false }
  const verify = createTokenVerifier({
    issuer: 'comptoir',
    audience: 'comptoir',
    clock: () => state.now,
    fetchKeys: async () => {
      state.fetches += 1
      if (state.down) throw new Error('accounts is down')
      return { keys: signers.map((signer) => signer.jwk as never) }
    },
  })
  return { verify, state }
}

describe('the token verifier', () => {
  it.each(['ES256', 'EdDSA'])('accepts %s', async (alg) => {
    const signer = await createSigner('k1', alg)
    const { verify } = verifierOf([signer])
    expect((await verify(await signer.sign({}))).roles).toEqual(['customer'])
  })

  it('checks the signature once for all who come with a token at the same time', async () => {
    const signer = await createSigner('k1')
    const { verify } = verifierOf([signer])
    const [token, forged] = [await signer.sign({}), `${await signer.sign({})}x`]
    const checks = vi.spyOn(crypto.subtle, 'verify')
    const users = await Promise.all(Array.from({ length: 100 }, () => verify(token)))
    expect(new Set(users.map(({ id }) => id))).toEqual(new Set(['usr_1']))
    expect(checks).toHaveBeenCalledTimes(1)
    checks.mockRestore()
    const refused = await Promise.allSettled([verify(forged), verify(forged)])
    expect(refused.every(({ status }) => status === 'rejected')).toBe(true)
  })

  it('refuses another algorithm, issuer or audience', async () => {
    const [signer, other] = [await createSigner('k1'), await createSigner('k2', 'RS256')]
    const { verify } = verifierOf([signer, other])
    await expect(verify(await other.sign({}))).rejects.toMatchObject({ code: 'invalid_token' })
    await expect(verify(await signer.sign({ iss: 'x' }))).rejects.toMatchObject({
      code: 'invalid_token',
    })
    await expect(verify(await signer.sign({ aud: 'x' }))).rejects.toMatchObject({
      code: 'invalid_token',
    })
  })

  it('fetches the keys once for many tokens', async () => {
    const signer = await createSigner('k1')
    const { verify, state } = verifierOf([signer])
    const tokens = await Promise.all([1, 2, 3].map((n) => signer.sign({ n })))
    await Promise.all(tokens.map(verify))
    expect(state.fetches).toBe(1)
  })

  it('fetches again for an unknown key, but not more than every ten seconds', async () => {
    const signers = [await createSigner('k1')]
    const { verify, state } = verifierOf(signers)
    await verify(await (signers[0] as Signer).sign({}))
    const rotated = await createSigner('k2')
    signers.push(rotated)
    const token = await rotated.sign({})
    await expect(verify(token)).rejects.toMatchObject({ code: 'invalid_token' })
    expect(state.fetches).toBe(1)
    state.now += 10_001
    expect((await verify(token)).id).toBe('usr_1')
    expect(state.fetches).toBe(2)
  })

  it('stops accepting a remembered token when it expires', async () => {
    const signer = await createSigner('k1')
    const { verify, state } = verifierOf([signer])
    const token = await signer.sign({})
    await verify(token)
    state.now += 16 * 60_000
    await expect(verify(token)).rejects.toMatchObject({ code: 'invalid_token' })
  })

  it('refuses a revoked token, also one that it verified before', async () => {
    const signer = await createSigner('k1')
    const revoked = new Map<string, number>()
    const verify = createTokenVerifier({
      issuer: 'comptoir',
      audience: 'comptoir',
      fetchKeys: async () => ({ keys: [signer.jwk as never] }),
      revoked: { isRevoked: (userId, version) => version < (revoked.get(userId) ?? 0) },
    })
    const [unversioned, first, second] = await Promise.all([
      signer.sign({}),
      signer.sign({ tokenVersion: 1 }),
      signer.sign({ tokenVersion: 2 }),
    ])
    for (const token of [unversioned, first, second]) expect((await verify(token)).id).toBe('usr_1')
    revoked.set('usr_1', 2)
    for (const token of [unversioned, first])
      await expect(verify(token)).rejects.toMatchObject({ code: 'invalid_token' })
    expect((await verify(second)).id).toBe('usr_1')
  })

  it('says that keys are missing rather than that the token is bad', async () => {
    const signer = await createSigner('k1')
    const { verify, state } = verifierOf([signer])
    state.down = true
    await expect(verify(await signer.sign({}))).rejects.toMatchObject({
      code: 'dependency_unavailable',
    })
    state.down = false
    expect((await verify(await signer.sign({}))).id).toBe('usr_1')
  })
})
