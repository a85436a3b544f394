import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { aDeliveredOrder, wanting } from '../../test/sagas/return-world.ts'
import { anOrder, at } from '../../test/samples.ts'
import { aPlacement, createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import { claimReturn } from '../returns/returnable.ts'
import { watchOnce } from '../saga/unattended-orders.ts'
import type { Order } from './order.ts'
import { paymentDeadlineOf } from './order-payment.ts'

const later = (days: number) => new Date(Date.parse(at) + days * 86_400_000)
const promised = { paymentDeadlineSeconds: 3_600, returnWindowDays: 60 }

describe('what an order was promised', () => {
  it('is written down with it, as the settings say at that moment', async () => {
    let settings = fixedSettings({
      orders: { paymentDeadlineSeconds: 3_600 },
      returns: { returnWindowDays: 60 },
    })
    const twin = createAppTwin({ settings: () => settings() })
    await twin.send('POST /api/orders', { body: aPlacement(), headers: newKey() })
    settings = fixedSettings()
    expect((await twin.orders.get('ord_1'))?.data.promised).toEqual(promised)
  })

  it('decides until when it waits for its payment, whatever the setting is since', () => {
    expect(paymentDeadlineOf(anOrder({ promised }), 60)).toBe(3_600)
    expect(paymentDeadlineOf(anOrder(), 60)).toBe(60)
  })

  it.each([
    ['as long as it was promised', { promised }, 30, 60],
    ['longer where the shop says so since', { promised }, 90, 90],
    ['by the setting alone for an order of before', {}, 30, 30],
  ])('lets it be returned %s', (_, change, today, days) => {
    const asked = (after: number) =>
      wanting([{ sku: 'POT', quantity: 1 }], { at: later(after).toISOString() })
    const claim = (after: number) => claimReturn(aDeliveredOrder(change), asked(after), today)
    expect(claim(days).returns).toHaveLength(1)
    expect(() => claim(days + 1)).toThrow('until')
  })

  it.each([
    ['that it was promised', { promised }, 60],
    ['of the setting, for an order of before', {}, 30],
  ])('completes it when the window is over %s', async (_, change: Partial<Order>, days) => {
    const twin = createAppTwin()
    await twin.seed({ ...change, status: 'delivered', statusSince: at })
    const statusAfter = async (after: number) => {
      await watchOnce({
        ...{ orders: twin.orders, sagas: twin.deps.sagas, settings: fixedSettings() },
        ...{ clock: () => later(after), log: silentLog(), unattendedSeconds: 600 },
        refundLate: async () => undefined,
      })
      return (await twin.orders.get('ord_1'))?.data.status
    }
    expect(await statusAfter(days - 1)).toBe('delivered')
    expect(await statusAfter(days + 1)).toBe('completed')
  })
})
