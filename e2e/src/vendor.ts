import { randomInt } from 'node:crypto'
import { passesLuhn } from '@comptoir/contracts/checks/luhn'
import type { Api } from './api.ts'
import { register, signIn } from './shopper.ts'

const password = 'une phrase de passe assez longue'

/** Digits with the check digit that they should have. */
const checked = (digits: string): string =>
  [...'0123456789'].map((check) => digits + check).find(passesLuhn) ?? ''

const someDigits = (count: number) => String(randomInt(10 ** count)).padStart(count, '0')

/** The application of a company that no other run knows. */
export function newVendor() {
  const siren = checked(`9${someDigits(7)}`)
  const key = String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')
  return {
    name: 'Atelier Durand',
    legalName: `Durand ${siren} SARL`,
    address: { line1: '3 rue des Arts', postalCode: '69001', city: 'Lyon', countryCode: 'FR' },
    phone: '+33 4 72 00 00 00',
    email: 'bonjour@atelier-durand.example',
    contact: { name: 'Camille Durand', email: 'camille@atelier-durand.example' },
    siret: checked(`${siren}0001`),
    tradeRegister: { name: 'RCS Lyon', number: siren },
    vatId: `FR${key}${siren}`,
    identityProof: { kind: 'identity_card', reference: 'safe/2026/0012' },
    payoutAccount: { holder: 'Durand SARL', iban: 'FR76 3000 6000 0112 3456 7890 189' },
    selfCertified: true,
  }
}

/** A user who applied to sell. */
export async function applicant(api: Api) {
  const { email, token } = await register(api)
  const application = newVendor()
  const { status, body } = await api<{ vendorId: string }>('POST /api/vendors', {
    ...{ token, body: application },
  })
  if (status !== 201) throw new Error(`apply: ${status} ${JSON.stringify(body)}`)
  const { vendorId } = body
  return {
    email,
    token,
    vendorId,
    application,
    signInAgain: () => signIn(api, { email, password }),
  }
}

/** Staff decide on a vendor. */
export const decide = (api: Api, staff: string, vendorId: string, step: string) =>
  api<{ status: string; code?: string }>(`POST /api/vendors/${vendorId}/${step}`, {
    token: staff,
    body: { reason: 'a test', ...(step === 'approve' && { commissionBps: 1_200 }) },
  })
