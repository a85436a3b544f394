import { beforeEach, describe, expect, it } from 'vitest'
import { at, createAdminApp } from '../../test/admin-app.ts'
import { atelier } from '../../test/vendors.ts'
import { collectVendors, dropOldVendors, eraseVendors } from './keep-vendors.ts'

type Admin = ReturnType<typeof createAdminApp>
let admin: Admin
let ask: Admin['ask']
const owner = { id: 'usr_camille' }

beforeEach(() => {
  admin = createAdminApp()
  ask = admin.ask
})

/** Applies, and takes the steps; answers the path of the vendor. */
async function vendorWith(steps: readonly string[] = [], as = owner, change: object = {}) {
  const { body } = await ask('POST /api/vendors', { as, body: { ...atelier, ...change } })
  const path = `/api/vendors/${body.vendorId}`
  for (const step of steps) expect((await take(path, step)).status, step).toBe(200)
  return path
}

const take = (path: string, step: string, body: object = {}) =>
  ask(`POST ${path}/${step}`, {
    as: 'staff',
    body: { reason: 'a test', ...(step === 'approve' && { commissionBps: 1_200 }), ...body },
  })
const approved = ['review', 'approve']
/** What is told of vendors, beside the records for the audit log. */
const news = () => admin.store.published.filter(({ type }) => type.includes('.vendor-'))

describe('an application to sell', () => {
  it('goes from review to approval, suspension and the end, with who, when and why, and is told', async () => {
    const path = await vendorWith([...approved, 'suspend', 'reinstate', 'close'])
    const { body } = await ask(`GET ${path}/details`, { as: 'staff' })
    expect(body).toMatchObject({ status: 'closed', commissionBps: 1_200, ownerId: owner.id })
    const [applied, ...decided] = body.history
    expect(applied).toEqual({ step: 'apply', status: 'applied', at, by: owner.id })
    expect(decided.map(({ step }: { step: string }) => step)).toEqual([
      ...['review', 'approve', 'suspend', 'reinstate', 'close'],
    ])
    expect(decided[0]).toMatchObject({ by: 'usr_staff', reason: 'a test', at })
    const told = news().map(({ type, data }) => [type.split('.')[2], data])
    const fact = { vendorId: body.vendorId, ownerId: owner.id }
    expect(told).toEqual([
      ['vendor-applied', { ...fact, status: 'applied' }],
      ['vendor-approved', { ...fact, status: 'approved', commissionBps: 1_200 }],
      ['vendor-suspended', { ...fact, status: 'suspended', commissionBps: 1_200 }],
      ['vendor-reinstated', { ...fact, status: 'approved', commissionBps: 1_200 }],
      ['vendor-closed', { ...fact, status: 'closed', commissionBps: 1_200 }],
    ])
    expect(JSON.stringify(told)).not.toContain('Durand')
  })

  it('that was approved pays another commission from then on, when staff say so and why', async () => {
    const path = await vendorWith(approved)
    const body = { commissionBps: 900, reason: 'a good year' }
    const changed = await ask(`PUT ${path}/commission`, { as: 'staff', body })
    expect(changed).toMatchObject({ status: 200, body: { commissionBps: 900 } })
    const { data } = admin.store.recorded.at(-1) ?? {}
    expect(data).toMatchObject({ operation: 'ChangeVendorCommission', reason: 'a good year' })
  })

  it('sent again has the same answer; another one of the same user is refused', async () => {
    const first = await ask('POST /api/vendors', { as: owner, body: atelier })
    const again = await ask('POST /api/vendors', { as: owner, body: atelier })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    expect(news()).toHaveLength(1)
    const other = { ...atelier, name: 'Autre' }
    const refused = await ask('POST /api/vendors', { as: owner, body: other })
    expect(refused).toMatchObject({ status: 409, body: { code: 'already_exists' } })
  })

  it.each([
    ['a SIRET with a wrong digit', { siret: '12345678200003' }, 'siret'],
    ['none, of a company of France', { siret: undefined }, 'siret'],
    ['a VAT id of another company', { vatId: 'FR40303265045' }, 'vatId'],
    [
      'an IBAN with a wrong digit',
      { payoutAccount: { holder: 'x', iban: 'FR7630006000011234567890188' } },
      'payoutAccount.iban',
    ],
    ['a phone number without its country', { phone: '04 72 00 00 00' }, 'phone'],
    ['no word that its offers keep the law', { selfCertified: false }, 'selfCertified'],
    [
      'a country that does not exist',
      { address: { ...atelier.address, countryCode: 'ZZ' } },
      'address.countryCode',
    ],
  ])('is refused with %s', async (_, change, field) => {
    const refused = await ask('POST /api/vendors', { as: owner, body: { ...atelier, ...change } })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field }] } })
  })

  it('is refused with a VAT id that VIES does not know, and waits for one that nobody could check', async () => {
    admin.vies.status = 'invalid'
    const refused = await ask('POST /api/vendors', { as: owner, body: atelier })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'vatId' }] } })
    admin.vies.status = 'unchecked'
    const path = await vendorWith(['review'])
    expect(await take(path, 'approve')).toMatchObject({ status: 409 })
    admin.vies.status = 'valid'
    expect(await take(path, 'approve')).toMatchObject({
      ...{ status: 200, body: { status: 'approved', vat: { status: 'valid' } } },
    })
  })

  it('is approved though its VAT id was kept as it was typed while nobody could check it', async () => {
    admin.vies.status = 'unchecked'
    const path = await vendorWith(['review'], owner, { vatId: 'fr 11 123456782' })
    admin.vies.status = 'valid'
    expect(await take(path, 'approve')).toMatchObject({
      ...{ status: 200, body: { vat: { vatId: 'FR11123456782', status: 'valid' } } },
    })
  })

  it('needs neither SIRET nor VAT id elsewhere, from who charges no VAT', async () => {
    const address = { ...atelier.address, countryCode: 'BE' }
    const change = { address, siret: undefined, vatId: undefined }
    const path = await vendorWith(approved, owner, change)
    expect((await ask(`GET ${path}`)).body).toMatchObject({ isSelling: true })
  })

  it('of a company that sells already is not approved', async () => {
    const first = await vendorWith(approved)
    const second = await vendorWith(['review'], { id: 'usr_alex' })
    const refused = await take(second, 'approve')
    expect(refused).toMatchObject({ status: 409, body: { code: 'already_exists' } })
    await take(first, 'close')
    expect((await take(second, 'approve')).status).toBe(200)
  })
})

describe('the details of a vendor', () => {
  const { payoutAccount, ...rest } = atelier
  const details = { ...rest, payoutAccount: { holder: payoutAccount.holder } }

  it('show the ends of the IBAN, and to its people not who of the staff decided', async () => {
    const path = await vendorWith(approved)
    const seen = await ask(`GET ${path}/details`, { as: owner })
    expect(seen.body.payoutAccount).toEqual({ holder: 'Durand SARL', iban: 'FR76 … 0189' })
    expect(JSON.stringify(seen.body)).not.toMatch(/usr_staff|3000 ?6000/)
    const byStaff = await ask(`GET ${path}/details`, { as: 'staff' })
    expect(JSON.stringify(byStaff.body)).not.toMatch(/3000 ?6000/)
  })

  it('are replaced at the version that was read; an IBAN that is left out stays', async () => {
    const path = await vendorWith()
    const put = (body: object, tag: string) =>
      ask(`PUT ${path}/details`, { as: owner, body, headers: { 'if-match': tag } })
    const changed = await put({ ...details, name: 'Atelier' }, '"1"')
    expect(changed).toMatchObject({ status: 200, body: { name: 'Atelier', version: 2 } })
    expect(changed.body.payoutAccount.iban).toBe('FR76 … 0189')
    expect((await put(details, '"1"')).status).toBe(412)
  })

  it('that were verified are changed by staff only', async () => {
    const path = await vendorWith(approved)
    const put = (as: Parameters<typeof ask>[1], body: object) =>
      ask(`PUT ${path}/details`, { ...as, body })
    const moved = { ...details, phone: '+33 4 72 11 11 11' }
    expect((await put({ as: owner }, moved)).body).toMatchObject({ phone: moved.phone })
    const robbed = { ...moved, payoutAccount: { holder: 'x', iban: 'BE68539007547034' } }
    expect((await put({ as: owner }, robbed)).status).toBe(409)
    expect((await put({ as: 'staff' }, robbed)).body.payoutAccount.iban).toBe('BE68 … 7034')
  })
})

describe('a vendor and who may what', () => {
  const people = { id: 'usr_lou', roles: ['vendor' as const] }

  it('is seen by its people and staff; to others it is not there', async () => {
    const path = await vendorWith(approved)
    const vendorId = path.split('/').at(-1) ?? ''
    for (const as of [owner, { ...people, vendorId }, 'staff', 'admin'] as const)
      expect((await ask(`GET ${path}/details`, { as })).status).toBe(200)
    const others = [{ ...people, vendorId: 'ven_other' }, { id: 'usr_lou', vendorId }, people]
    for (const as of [...others, 'customer', 'support', 'vendor'] as const)
      for (const call of [`GET ${path}/details`, `PUT ${path}/details`])
        expect((await ask(call, { as, ...(call[0] === 'P' && { body: atelier }) })).status).toBe(
          404,
        )
    expect((await ask(`GET ${path}/details`)).status).toBe(401)
  })

  it('is decided on by staff only, and not by who owns it', async () => {
    const path = await vendorWith()
    for (const as of [owner, 'customer', 'vendor', 'support'] as const)
      expect((await ask(`POST ${path}/review`, { as, body: {} })).status).toBe(403)
    const mine = await vendorWith([], { id: 'usr_staff' })
    expect((await take(mine, 'review')).status).toBe(403)
    expect((await take('/api/vendors/ven_none', 'review')).status).toBe(404)
  })

  it('is listed by the page and state to staff, and to others when it is theirs', async () => {
    await vendorWith(approved)
    admin.time.nowMs += 1_000
    await vendorWith([], { id: 'usr_alex' })
    const list = async (query: string, as: Parameters<typeof ask>[1]) =>
      (await ask(`GET /api/vendors${query}`, as)).body
    const page = await list('?limit=1', { as: 'staff' })
    expect(page.items).toMatchObject([{ ownerId: 'usr_alex', status: 'applied' }])
    const next = await list(`?limit=1&cursor=${page.nextCursor}`, { as: 'staff' })
    expect(next.items).toMatchObject([{ ownerId: owner.id }])
    expect((await list('?status=approved', { as: 'staff' })).items).toHaveLength(1)
    expect((await list('', { as: owner })).items).toMatchObject([{ ownerId: owner.id }])
    expect((await list('?status=applied', { as: owner })).items).toEqual([])
    expect((await list('', { as: 'support' })).items).toEqual([])
  })
})

describe('the trader behind an offer', () => {
  it('is shown with all that the law wants shoppers to know, and nothing else', async () => {
    const path = await vendorWith(approved)
    const { status, body } = await ask(`GET ${path}`)
    expect(status).toBe(200)
    const { name, legalName, address, phone, email, tradeRegister, vatId } = atelier
    expect(body).toEqual({
      ...{ vendorId: body.vendorId, name, legalName, address, phone, email, tradeRegister, vatId },
      ...{ siret: '12345678200002', isSelling: true, selfCertified: true },
    })
    await take(path, 'suspend')
    expect((await ask(`GET ${path}`)).body).toMatchObject({ isSelling: false })
  })

  it('is nobody’s business before a contract', async () => {
    for (const steps of [[], ['review'], ['reject']])
      expect((await ask(`GET ${await vendorWith(steps, { id: `usr_${steps}` })}`)).status).toBe(404)
  })
})

describe('the persons of a vendor', () => {
  it('get it with their data; the contact goes with the account, the trader stays while the law has it kept', async () => {
    const path = await vendorWith(approved)
    const kept: unknown[] = []
    for await (const record of collectVendors(admin)(owner.id)) kept.push(record)
    expect(kept).toMatchObject([{ kind: 'vendor', data: { contact: atelier.contact } }])
    const erase = () => eraseVendors(admin)(owner.id)
    await erase()
    const details = async () => (await ask(`GET ${path}/details`, { as: 'staff' })).body
    const gone = await details()
    expect(JSON.stringify(gone)).not.toContain('Camille')
    expect(gone).toMatchObject({ legalName: atelier.legalName })
    await ask(`PUT ${path}/details`, { as: 'staff', body: atelier })
    await erase()
    expect((await details()).contact).toEqual(atelier.contact)
  })

  it('take an application that came to nothing along', async () => {
    const path = await vendorWith(['review'])
    await eraseVendors(admin)(owner.id)
    expect((await ask(`GET ${path}/details`, { as: 'staff' })).status).toBe(404)
  })

  it('are forgotten six months after the contract, or the rejection', async () => {
    const closed = await vendorWith([...approved, 'close'])
    const rejected = await vendorWith(['reject'], { id: 'usr_alex' })
    const selling = await vendorWith(approved, { id: 'usr_lou' })
    const drop = (days: number) =>
      dropOldVendors(admin, new Date(admin.time.nowMs + days * 86_400_000))
    const read = (path: string) => ask(`GET ${path}/details`, { as: 'staff' })
    await drop(180)
    expect((await read(closed)).body).toMatchObject({ legalName: 'Durand SARL' })
    await drop(181)
    const { body } = await read(closed)
    expect(JSON.stringify(body)).not.toMatch(/Durand|FR76|0012|FR111/)
    expect(body).toMatchObject({ status: 'closed', commissionBps: 1_200 })
    expect((await read(rejected)).status).toBe(404)
    expect((await read(selling)).body).toMatchObject({ legalName: 'Durand SARL' })
  })
})
