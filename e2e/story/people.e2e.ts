import { describe, expect, it } from 'vitest'
import { openJourney } from '../src/journey.ts'
import { exportOf } from '../src/shopping/personal-data.ts'
import { expectChainsToHold, expectRecorded, type Handled } from './audit.ts'
import { expectBooksToAgree } from './books.ts'
import { guestBuys, guestJoins, memberPays } from './buying.ts'
import { eraseMember, expectForgotten, expectNoMessageTo } from './leaving.ts'
import { memberReturnsHalf } from './returning.ts'
import { guestAsks, vendorSells } from './selling.ts'

const stage = await openJourney()
const { api, staff } = stage

describe('a vendor, a guest and the staff', () => {
  it('go from an application to an erasure: all is told, recorded, forgotten, and the books agree', async () => {
    const goods = await vendorSells(stage)
    const { email, chat } = await guestAsks(stage, goods)
    const placed = await guestBuys(stage, goods, email)
    const member = await guestJoins(stage, placed, email)
    const order = await memberPays(stage, member, placed)
    const { orderId } = order
    const { sku, vendorId, promotionId } = goods
    const returned = await memberReturnsHalf(stage, member, { ...order, sku })
    const { returnId, creditNote } = returned

    const handled: Handled[] = [
      [`vendors/${vendorId}`, 'ReviewVendor', 'ApproveVendor'],
      [`stock-items/${sku}`, 'SetStock'],
      [`promotions/${promotionId}`, 'CreatePromotion', 'PublishPromotion'],
      [
        `conversations/${chat.conversationId}`,
        ...['AssignConversation', 'SendConversationMessage', 'ResolveConversation'],
      ],
      [`returns/${returnId}`, 'ApproveReturn', 'ReceiveReturn', 'InspectReturn'],
    ]
    await expectRecorded(stage, handled, email)

    const archive = await exportOf(stage, member.token)
    expect(archive('orders').ids.toSorted()).toEqual([orderId, returnId].toSorted())
    expect(archive('support').ids).toEqual([chat.conversationId])
    expect(archive('support').text).toContain('Oui, en laiton massif.')
    expect(archive('billing').ids).toContain(order.invoice.invoiceId)
    expect(archive('billing').ids).toContain(creditNote?.creditNoteId)
    expect(archive('notifications').text).toContain(order.number)

    await eraseMember(stage, member)
    const kept = [`/api/orders/${orderId}`, `/api/returns/${returnId}`]
    const papers = [`/api/notifications?orderId=${orderId}`, `/api/users?q=${email}`]
    await expectForgotten(stage, member, [...kept, ...papers])
    await expectNoMessageTo(stage, email)
    expect((await api(`GET ${chat.path}`, { token: staff })).status).toBe(404)
    await expectRecorded(stage, handled, email)
    await expectChainsToHold(stage)
    await expectBooksToAgree(stage, { orderId, sku })
  })
})
