import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { buyAsGuest, newEmail } from '../../src/guest.ts'
import { openJourney } from '../../src/journey.ts'
import { mailsTo, mailTo } from '../../src/mailbox.ts'
import { reach, sell } from '../../src/shopper.ts'

const { api, platform, staff } = await openJourney()

describe('whoever orders', () => {
  it('gets one mail of each thing that happens, with the invoice, and staff see what was sent', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const { order, email } = await buyAsGuest(api, sku)
    const confirmed = await mailTo(platform, email, /confirmée/)
    expect(confirmed.subject).toBe(`Commande ${order.number} confirmée`)
    expect(confirmed.text).toContain(`1 × Objet ${sku}`)
    const invoice = await mailTo(platform, email, /^Facture/)
    expect(invoice.files).toEqual([
      {
        name: expect.stringMatching(/^FA-.*\.pdf$/),
        contentType: 'application/pdf',
        bytes: expect.any(Number),
      },
    ])
    expect(invoice.files[0]?.bytes).toBeGreaterThan(5_000)
    await reach(api, { email: '', token: order.guest.accessToken }, order.orderId, 'delivered')
    await mailTo(platform, email, /livrée/)
    const mails = await mailsTo(platform, email)
    const subjects = mails.map(({ subject }) => subject.replace(/FA-\d+-\d+|CMD-[\w-]+/g, '…'))
    expect(subjects.toSorted()).toEqual([
      ...['Commande … confirmée', 'Commande … expédiée', 'Commande … livrée'],
      'Facture … de la commande …',
    ])
    const outbox = await api<{ items: { status: string; orderId: string }[] }>(
      `GET /api/notifications?orderId=${order.orderId}`,
      { token: staff },
    )
    expect(outbox.body.items.map(({ status }) => status)).toEqual(mails.map(() => 'sent'))
  })

  it('gets the receipt of a withdrawal, at the address that was typed', async () => {
    const email = newEmail()
    const declaration = { name: 'Camille Durand', orderNumber: 'CMD-0000-0000', email }
    const declared = await api<{ withdrawal: { withdrawalId: string }; confirmationToken: string }>(
      'POST /api/withdrawals',
      { body: declaration },
    )
    const { withdrawal, confirmationToken } = declared.body
    const path = `/api/withdrawals/${withdrawal.withdrawalId}/confirm`
    await api(`POST ${path}`, { body: { confirmationToken } })
    await api(`POST ${path}`, { body: { confirmationToken } })
    const { files } = await mailTo(platform, email, /rétractation/)
    expect(files).toMatchObject([{ contentType: 'application/pdf' }])
    expect(await mailsTo(platform, email)).toHaveLength(1)
  })

  it('at an address that does not exist is not written to for ever: staff see that it bounced', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const { order } = await buyAsGuest(api, sku, { email: `bounce-${newEmail()}` })
    const bounced = await eventually(
      'the mail to bounce',
      () =>
        api<{ items: { status: string; reason?: string }[] }>(
          `GET /api/notifications?orderId=${order.orderId}&status=bounced`,
          { token: staff },
        ),
      ({ body }) => body.items.length > 0,
    )
    expect(bounced.body.items[0]?.reason).toContain('550')
  })
})
