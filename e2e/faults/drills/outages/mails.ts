import { eventually } from '../../../src/api.ts'
import { mailsTo } from '../../../src/mailbox.ts'
import { fillBaskets, newBuyer, orderBasket, settle, trialsOf } from '../../kit/buyers.ts'
import { checkAll } from '../../kit/check.ts'
import type { Outcome } from '../../kit/drill.ts'
import { keepDown } from '../../kit/processes.ts'
import { pause, type TestPlatform } from '../../kit/test-platform.ts'

const orders = 20

/**
 * Notifications is down for a while, by kill -9 whenever it comes back, while orders are confirmed: each has one mail after it, and one
 * with its invoice, and no order waited for them.
 */
export async function confirmWhileDown(platform: TestPlatform, forMs: number): Promise<Outcome> {
  await platform.processes.allReady()
  const buyer = await newBuyer(platform, 100)
  const baskets = await fillBaskets(platform, orders, [{ sku: buyer.sku, quantity: 1 }])
  const startedAt = performance.now()
  const down = keepDown(platform.processes, 'notifications', () => pause(forMs))
  const ids = await Promise.all(baskets.map((basket) => orderBasket(platform, buyer, basket)))
  await settle(platform, trialsOf(buyer, ids))
  const settledMs = performance.now() - startedAt
  await down
  const read = async () => {
    const mails = await mailsTo(platform.address, buyer.shopper.email)
    const of = (subject: RegExp) => mails.filter((mail) => subject.test(mail.subject))
    return { confirmed: of(/confirmée$/), invoices: of(/^Facture/) }
  }
  const areAllThere = ({ confirmed, invoices }: Awaited<ReturnType<typeof read>>) =>
    confirmed.length >= orders && invoices.length >= orders
  await eventually('a mail of each order', read, areAllThere, 120_000)
  // what comes twice comes now
  await pause(12_000)
  const { confirmed, invoices } = await read()
  const wrong = [confirmed, invoices].flatMap((mails) =>
    mails.length === orders && mails.every(({ copies }) => copies === 1)
      ? []
      : [`${mails.length} mails of ${orders}: ${mails.map(({ subject }) => subject).join(', ')}`],
  )
  const late = settledMs > forMs ? ['the orders waited for notifications'] : []
  const seconds = (settledMs / 1000).toFixed(1)
  const note = `${confirmed.length} confirmations, ${invoices.length} invoices; orders settled in ${seconds} s`
  return { broke: [...wrong, ...late, ...(await checkAll(platform))], note }
}
