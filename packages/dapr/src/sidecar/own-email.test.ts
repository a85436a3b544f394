import { guestIdOf } from '@comptoir/contracts/ids'
import { expect, it } from 'vitest'
import type { Client } from './invoke.ts'
import { createOwnEmail } from './own-email.ts'

const answering = (answer: { readonly emailKey?: string }) =>
  createOwnEmail((async () => answer) as unknown as Client)

it('knows the email that an account proved to be its own, and none of a guest or of who proved none', async () => {
  const proven = answering({ emailKey: 'eml_1' })
  expect(await proven('usr_1')).toBe('eml_1')
  expect(await proven(guestIdOf('ord_1'))).toBeUndefined()
  expect(await answering({})('usr_1')).toBeUndefined()
})
