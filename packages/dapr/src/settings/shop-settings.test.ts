import { defaultSettings, type Settings } from '@comptoir/contracts/admin/settings'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import type { Client } from '../sidecar/invoke.ts'
import { initialSettings } from './initial-settings.ts'
import { createShopSettings, type LastKnown } from './shop-settings.ts'

type Known = Awaited<ReturnType<LastKnown['read']>>
const windowOf = (days: unknown, version = 1) => ({
  ...{ namespace: 'returns', version, values: { returnWindowDays: days } },
})
const meta = { id: 'x', type: 'x', subject: 'x', version: 1, time: '2026-11-30T10:00:00.000Z' }

function settingsOf({ known = [] as Known, answer = async () => [] as Known, initial = {} } = {}) {
  const kept: Known[] = []
  const forgotten: string[] = []
  const lastKnown: LastKnown = {
    read: async () => known,
    async keep(all, gone) {
      kept.push([...all])
      forgotten.push(...gone)
    },
  }
  const admin = (async () => ({ items: await answer() })) as unknown as Client
  const from: Settings = { ...defaultSettings, ...initial }
  return { kept, forgotten, ...createShopSettings({ initial: from, admin, lastKnown }) }
}
/** Asks admin, and stops following it. */
const asks = async (settings: ReturnType<typeof settingsOf>) =>
  await (await settings.follow(silentLog()))()
const days = (settings: { current: () => Settings }) => settings.current().returns.returnWindowDays

describe('settings in memory', () => {
  it('start from what is asked of admin, and keep it for others', async () => {
    const settings = settingsOf({ answer: async () => [windowOf(60)] })
    const stop = await settings.follow(silentLog())
    expect(days(settings)).toBe(60)
    expect(settings.kept).toEqual([[windowOf(60)]])
    await stop()
  })

  it('start from what was known last while admin is down', async () => {
    const answer = async () => Promise.reject(new Error('down'))
    const settings = settingsOf({ known: [windowOf(45)], answer })
    const stop = await settings.follow(silentLog())
    expect(days(settings)).toBe(45)
    await stop()
  })

  it('start from the defaults where nothing is known, though Redis is away too', async () => {
    const away = async () => Promise.reject(new Error('down'))
    const lastKnown = { read: away, keep: away }
    const admin = away as unknown as Client
    const settings = createShopSettings({ initial: defaultSettings, admin, lastKnown })
    const stop = await settings.follow(silentLog())
    expect(settings.current()).toEqual(defaultSettings)
    await stop()
  })

  it('do not wait for an admin that hangs', { timeout: 4_000 }, async () => {
    const settings = settingsOf({ answer: () => new Promise<Known>(() => {}) })
    await settings.follow(silentLog())
    expect(days(settings)).toBe(30)
  })

  it('take a broadcast at once, and an older one no more', async () => {
    const settings = settingsOf()
    await settings.subscriber.handle(windowOf(60, 2), meta)
    await settings.subscriber.handle(windowOf(10, 1), meta)
    expect(days(settings)).toBe(60)
  })

  describe('of an admin whose store was restored from a backup', () => {
    it('are those of the backup, though their version is lower', async () => {
      const settings = settingsOf({
        known: [windowOf(60, 5)],
        answer: async () => [windowOf(45, 3)],
      })
      await asks(settings)
      expect([days(settings), settings.versions().get('returns')]).toEqual([45, 3])
      expect(settings.kept).toEqual([[windowOf(45, 3)]])
    })

    it('are those of the backup, though changes since brought it to the same version', async () => {
      const settings = settingsOf({
        known: [windowOf(60, 5)],
        answer: async () => [windowOf(45, 5)],
      })
      await asks(settings)
      expect(days(settings)).toBe(45)
    })

    it('are the initial ones where the backup has nothing', async () => {
      const settings = settingsOf({ known: [windowOf(60, 5)] })
      await asks(settings)
      expect([days(settings), settings.versions().size]).toEqual([30, 0])
      expect([settings.kept, settings.forgotten]).toEqual([[[]], ['returns']])
    })

    it('are kept while nothing differs', async () => {
      const settings = settingsOf({
        known: [windowOf(60, 5)],
        answer: async () => [windowOf(60, 5)],
      })
      await asks(settings)
      expect([days(settings), settings.kept]).toEqual([60, []])
    })
  })

  it('keep what a broadcast brings while admin is asked: the answer may be older', async () => {
    const staff = { version: 5, areBusy: true }
    const settings = settingsOf({
      async answer(): Promise<Known> {
        if (staff.areBusy) await settings.subscriber.handle(windowOf(60, staff.version++), meta)
        return [windowOf(45, 4)]
      },
    })
    await asks(settings)
    expect(days(settings)).toBe(60)
    staff.areBusy = false
    await asks(settings)
    expect(days(settings)).toBe(45)
  })

  it('go back to the initial value of what is no longer set', async () => {
    const returns = { ...defaultSettings.returns, returnWindowDays: 20 }
    const settings = settingsOf({ initial: { returns } })
    await settings.subscriber.handle(windowOf(60, 1), meta)
    await settings.subscriber.handle({ namespace: 'returns', version: 2, values: {} }, meta)
    expect(days(settings)).toBe(20)
  })

  it('ignore what a later version of admin knows, and values that their schema refuses', async () => {
    const settings = settingsOf()
    await settings.subscriber.handle({ namespace: 'loyalty', version: 1, values: {} }, meta)
    await settings.subscriber.handle(windowOf('many', 1), meta)
    expect(settings.current()).toEqual(defaultSettings)
  })
})

describe('initial settings', () => {
  const stop = (lines: string[]): never => {
    throw new Error(lines.join('\n'))
  }

  it('come from the environment, else from the code', () => {
    const env = {
      RETURN_WINDOW_DAYS: '14',
      SELLER_NAME: 'Maison Durand',
      SELLER_ADDRESS: '1 rue A; 75001 Paris',
      MAINTENANCE_ON: 'on',
      DELIVERY_COUNTRIES: 'FR;BE',
    }
    const { returns, seller, maintenance, delivery, orders } = initialSettings(env, stop)
    expect(returns.returnWindowDays).toBe(14)
    expect(seller).toMatchObject({ name: 'Maison Durand', address: ['1 rue A', '75001 Paris'] })
    expect(maintenance.on).toBe(true)
    expect(delivery.countries).toEqual(['FR', 'BE'])
    expect(orders).toEqual(defaultSettings.orders)
  })

  it('name the variable at fault', () => {
    expect(() => initialSettings({ CUT_OFF_TIME: 'noon' }, stop)).toThrow(
      'CUT_OFF_TIME is not valid',
    )
  })
})
