import { describe, expect, it } from 'vitest'
import { rowsOf, withChannel } from './channel-choice.ts'

const row = { category: 'orders', chosen: ['email', 'sms'], mandatory: ['email'] } as const

describe('by what somebody is written to', () => {
  it('is shown of what can be chosen, without the inbox', () => {
    expect(
      rowsOf({
        categories: [
          { category: 'account', channels: ['email'], mandatory: ['email'] },
          { category: 'orders', channels: ['in_app', 'sms', 'email'], mandatory: ['email'] },
          { category: 'marketing', channels: [], mandatory: [] },
        ],
        quiet: { timeZone: 'Europe/Paris', from: '22:00', to: '08:00' },
      }),
    ).toEqual([row])
  })

  it('is more or less by one channel, and never without what cannot be refused', () => {
    expect(withChannel(row, 'push', true)).toEqual(['email', 'sms', 'push'])
    expect(withChannel(row, 'sms', false)).toEqual(['email'])
    expect(withChannel(row, 'email', false)).toEqual(['email', 'sms'])
  })
})
