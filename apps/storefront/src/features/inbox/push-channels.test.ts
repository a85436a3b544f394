import { describe, expect, it } from 'vitest'
import { withPush } from './push-channels.ts'

const category = (name: string, ...channels: string[]) => ({ category: name, channels })

describe('turning push on', () => {
  it('chooses it for orders and parcels, and takes nothing away', () => {
    const categories = [
      ...[category('account', 'email'), category('marketing')],
      ...[category('orders', 'email', 'in_app'), category('progress', 'sms')],
    ]
    expect(withPush({ categories })).toEqual({
      ...{ orders: ['email', 'push'], progress: ['sms', 'push'] },
    })
  })

  it('changes nothing that is chosen already', () => {
    const categories = [category('orders', 'email', 'push'), category('progress', 'push')]
    expect(withPush({ categories })).toBeUndefined()
  })
})
