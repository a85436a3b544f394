import { randomInt } from 'node:crypto'
import { passesLuhn } from '@comptoir/contracts/checks/luhn'
import { type Api, eventually } from './api.ts'
import { expectStatus, password, register, type Shopper, shelf, signIn } from './shopper.ts'

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

type Profile = { roles?: string[]; vendorId?: string }

/** What an account is for the vendor, once accounts has heard of it: the change voids a token that was given just before. */
export const profileOf = (
  api: Api,
  signInAgain: () => Promise<string>,
  isDone: (profile: Profile) => boolean,
) =>
  eventually(
    'accounts to hear of the vendor',
    async () => (await api<Profile>('GET /api/me', { token: await signInAgain() })).body,
    isDone,
  )

/** A vendor that is approved, with a token that says so. */
export async function approvedVendor(api: Api, staff: string) {
  const vendor = await applicant(api)
  for (const step of ['review', 'approve']) await decide(api, staff, vendor.vendorId, step)
  await profileOf(api, vendor.signInAgain, ({ roles = [] }) => roles.includes('vendor'))
  return { ...vendor, token: await vendor.signInAgain() }
}

/** What a vendor puts on sale. */
export const productOf = async (api: Api, staff: string, sku: string) => ({
  status: 'active',
  title: { fr: `Objet ${sku}` },
  categoryIds: [await shelf(api, staff)],
  variants: [{ sku, price: { amount: 2_000, currency: 'EUR' }, weightGrams: 400 }],
})

type Seller = Pick<Shopper, 'token'> & { readonly vendorId: string }

/** A vendor puts a product on sale, staff give it stock, and shoppers see it; answers what was sent and what was made. */
export async function sellAs(api: Api, staff: string, { token, vendorId }: Seller, stock = 5) {
  const sku = `VEN-${vendorId.slice(-8)}`
  const body = await productOf(api, staff, sku)
  const made = await api<{ productId: string; vendorId?: string }>('POST /api/products', {
    ...{ token, body },
  })
  expectStatus('product', made, 201)
  const stocked = await api(`PUT /api/stock/${sku}`, { token: staff, body: { onHand: stock } })
  expectStatus('stock', stocked, 201)
  const shown = () => api(`GET /api/products/${made.body.productId}`)
  await eventually('shoppers to see it', shown, ({ status }) => status === 200)
  return { sku, body, product: made.body }
}
