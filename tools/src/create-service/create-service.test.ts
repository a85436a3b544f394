import { services } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { planOf } from './create-service.ts'
import { filesOf, renamer } from './template.ts'

describe('the plan of a service', () => {
  it('has a free port, and what it keeps in the singular', () => {
    const taken = Object.values(services).map(({ port }): number => port)
    const { port, ...plan } = planOf('gift-cards', { consumes: 'UserDeleted' })
    expect(taken).not.toContain(port)
    expect(plan).toMatchObject({ service: 'gift-cards', aggregate: 'gift-card' })
    expect(plan.consumes.map(({ producer }) => producer)).toEqual(['accounts'])
    expect(planOf('loyalty', { aggregate: 'loyalty-account' }).aggregate).toBe('loyalty-account')
  })

  it.each([
    ['orders', {}, 'There is a service "orders" already'],
    ['platform', {}, 'packages/contracts/src/platform is in use already'],
    ['GiftCards', {}, '"GiftCards" is not lower-case words'],
    ['gift_cards', {}, '"gift_cards" is not lower-case words'],
    ['../gifts', {}, '"../gifts" is not lower-case words'],
    ['loyalty', {}, 'Say with --aggregate what one thing of "loyalty" is called'],
    ['loyalty', { aggregate: 'loyalty' }, 'Say with --aggregate'],
    ['gifts', { port: '9003' }, '--port: 9003 is taken'],
    ['gifts', { port: '80' }, '--port takes a number from 9001 to 9099'],
    ['gifts', { consumes: 'UserDelted' }, 'did you mean UserDeleted?'],
  ])('refuses %s %o', (name, values, reason) => {
    expect(() => planOf(name, values)).toThrow(reason)
  })
})

describe('the files of a service', () => {
  const wordsOf = (files: ReadonlyMap<string, string>) =>
    [...files].map((entry) => entry.join('\n')).join('\n')

  it('name neither the template nor its marks', () => {
    const all = wordsOf(filesOf(planOf('gift-cards', { consumes: 'UserDeleted' })))
    expect(all).not.toMatch(/wish.?list|SomeEvent|some-producer|with --consumes|9999|\.template/i)
  })

  it('handle no event unless it is asked for', () => {
    const files = filesOf(planOf('gift-cards'))
    expect(wordsOf(files)).not.toMatch(/subscribers|SomeEvent/)
    expect(files.get('services/gift-cards/README.md')).toContain('**Events in**: none.')
  })

  it('write a name in the form that its place needs', () => {
    const rename = renamer('gift-cards', 'gift-card')
    expect(rename('WishListCreated openWishList wish_list_1 Wish lists /api/wish-lists')).toBe(
      'GiftCardCreated openGiftCard gift_card_1 Gift cards /api/gift-cards',
    )
  })
})
