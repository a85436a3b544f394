import { expect, it } from 'vitest'
import { decryptPush } from './push-encryption.ts'

const bytes = (text: string) => Buffer.from(text, 'base64url')

/** RFC 8291, appendix A. */
const keys = {
  privateKey: bytes('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'),
  auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
}
const message = bytes(
  'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
)

it('opens the example of the standard', () => {
  expect(decryptPush(message, keys)).toBe('When I grow up, I want to be a watermelon')
})

it('opens nothing that was changed, or is for others', () => {
  const changed = Buffer.from(message)
  changed.writeUInt8(changed.readUInt8(90) ^ 1, 90)
  expect(() => decryptPush(changed, keys)).toThrow()
  expect(() => decryptPush(message, { ...keys, auth: Buffer.alloc(16) })).toThrow()
})
