import { defaultSettings, settingsShapes } from '@comptoir/contracts/admin/settings'
import { describe, expect, it } from 'vitest'
import { namespaces, settingKinds } from './setting-kinds.ts'
import { closesShop, formValues, setValues, shownOf, typedValue } from './setting-values.ts'

const returns = {
  namespace: 'returns' as const,
  values: { ...defaultSettings.returns, returnWindowDays: 60 },
  set: ['returnWindowDays'],
}

describe('the settings of a form', () => {
  it('are what staff set; null stands for the initial value, which is shown', () => {
    const values = formValues(returns)
    expect(values).toEqual({
      ...{ returnWindowDays: 60, returnSendDays: null, freeReturns: null, returnLabelPrice: null },
    })
    expect(shownOf(returns, values, 'returnSendDays')).toBe(14)
    // what it was before staff set it, only the server knows
    expect(shownOf(returns, { ...values, returnWindowDays: null }, 'returnWindowDays')).toBe(
      undefined,
    )
  })

  it('that say the initial value again are not set', () => {
    expect(typedValue(returns, 'returnSendDays', 14)).toBeNull()
    expect(typedValue(returns, 'returnSendDays', 15)).toBe(15)
    expect(typedValue(returns, 'returnWindowDays', 60)).toBe(60)
  })

  it('leave the rest at its initial value when they are sent', () => {
    const values = { ...formValues(returns), returnSendDays: 20 }
    expect(setValues(returns, values)).toEqual({ returnWindowDays: 60, returnSendDays: 20 })
    expect(setValues(returns, { ...values, returnWindowDays: null })).toEqual({
      returnSendDays: 20,
    })
  })

  it('keep what a newer service has set, and lose lines without a word', () => {
    const seller = {
      ...{ namespace: 'seller' as const, set: ['address', 'shade'] },
      values: { ...defaultSettings.seller, shade: 'green' },
    }
    const values = { ...formValues(seller), address: ['1 rue du Test', ' ', '75002 Paris', ''] }
    expect(setValues(seller, values)).toEqual({
      ...{ shade: 'green', address: ['1 rue du Test', '75002 Paris'] },
    })
  })

  it('say when the shop closes', () => {
    const open = { namespace: 'maintenance' as const, values: { on: false }, set: [] }
    expect(closesShop(open, { on: true })).toBe(true)
    expect(closesShop(open, { on: null })).toBe(false)
    expect(closesShop({ ...open, values: { on: true } }, { on: true })).toBe(false)
  })
})

it.each(namespaces)('every setting of %s has a field', (namespace) => {
  expect(Object.keys(settingKinds[namespace]).toSorted()).toEqual(
    Object.keys(settingsShapes[namespace].shape).toSorted(),
  )
})
