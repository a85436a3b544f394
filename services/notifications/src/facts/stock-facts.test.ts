import { emailKeyOf } from '@comptoir/contracts/email'
import {
  StockWishConfirmationRequested,
  StockWishFulfilled,
} from '@comptoir/contracts/inventory/events'
import { describe, expect, it } from 'vitest'
import { aReach, aVariant, aWish, createNotificationsApp } from '../../test/notifications-app.ts'

const told = { wishId: 'wsh_1', sku: 'LAMP' }
const ofUser = { ...told, status: 'notified', locale: 'en', userId: 'usr_camille' } as const

/** The service after an event was delivered twice and what is due was sent. */
async function after(
  definition: typeof StockWishFulfilled,
  change: Partial<ReturnType<typeof createNotificationsApp>['others']> = {},
) {
  const app = createNotificationsApp()
  Object.assign(app.others, change)
  for (let n = 0; n < 2; n += 1) await app.hear(definition, told, 3)
  await app.dispatcher.sendDue()
  return app
}

describe('who wishes for stock without an account', () => {
  it('gets one mail that asks to confirm it, with links that are stored nowhere', async () => {
    const { mails, all } = await after(StockWishConfirmationRequested)
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({
      to: 'camille@example.com',
      subject: expect.stringContaining('Lampe'),
    })
    expect(mails[0]?.text).toContain('https://shop.example/fr/stock-wish#confirm=wsh_1.secret')
    expect(mails[0]?.text).toContain('/fr/stock-wish#withdraw=wsh_1.secret')
    const [stored] = await all()
    expect(stored?.data.userId).toBe(emailKeyOf('camille@example.com'))
    expect(JSON.stringify(stored)).not.toContain('secret')
  })

  it('gets none once it is confirmed, taken back, or not on sale', async () => {
    const none = [
      { wish: { ...aWish, status: 'waiting' } as const },
      { wish: undefined },
      { variant: { ...aVariant, active: false } },
      { variant: undefined },
    ]
    for (const change of none)
      expect((await after(StockWishConfirmationRequested, change)).mails).toEqual([])
  })
})

describe('who waited for stock', () => {
  it('is told at the address of the account, by mail and in the inbox, with the way to the product', async () => {
    const { mails, every } = await after(StockWishFulfilled, { wish: ofUser })
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ to: aReach.email, subject: 'Back in stock: Lamp' })
    expect(mails[0]?.text).toContain('https://shop.example/en/p/prod_1?sku=LAMP')
    const channels = (await every()).map(({ data }) => data.channel)
    expect(channels.toSorted()).toEqual(['email', 'in_app'])
  })

  it('is not written to without an account any more', async () => {
    const { mails } = await after(StockWishFulfilled, { wish: ofUser, reach: undefined })
    expect(mails).toEqual([])
  })

  it('is told again of a wish that was made again', async () => {
    const app = await after(StockWishFulfilled, { wish: ofUser })
    await app.hear(StockWishFulfilled, told, 7)
    await app.dispatcher.sendDue()
    expect(app.mails).toHaveLength(2)
  })
})
