import { findStaff } from '../../shop/running-shop.ts'
import { asStaff } from '../../shop/staff-session.ts'
import { newGuestEmail, placeAsGuest, redeemAsGuest } from '../guest-story.ts'
import { type Scene, watch } from '../purchase.ts'
import { sendBack } from '../return-story.ts'
import { priceOf, print, step } from '../telling.ts'
import { tellChat } from './chat.ts'
import { showMessages, tellJoining } from './join.ts'
import { tellErasure, tellExport } from './leave.ts'
import { checkChains, holdBooks, showAudit } from './staff.ts'
import { findSurroundings } from './surroundings.ts'
import { showLedger, showVendor } from './vendor.ts'

/**
 * A vendor sells, a guest chats, buys with a coupon, becomes a customer, sends a piece back and is forgotten; staff see
 * in the audit log what was done, and the books agree.
 */
export async function tellPeopleStory(scene: Scene): Promise<string> {
  const { shop, gatewayUrl, sku, cart, code } = scene
  const around = findSurroundings(gatewayUrl)
  const staff = asStaff(shop, findStaff())
  const vendor = asStaff(shop, around.vendor)
  const agent = asStaff(shop, around.agent)

  const vendorId = await showVendor(vendor, sku)
  const email = newGuestEmail()
  const conversationId = await tellChat({ shop, agent, gatewayUrl }, email)
  await redeemAsGuest(shop, cart, code)
  const placed = await step('order as a guest', () => placeAsGuest(shop, cart, email))
  const { orderId, number, totals } = placed
  print(`order ${number} of ${email} is ${placed.status}: ${priceOf(totals.grandTotal)}`)
  const member = await tellJoining({ shop, around }, placed, email)
  await watch(scene, { shopper: member, orderId })
  await showMessages(around, member)
  const sale = { vendorId, orderId }
  await showLedger(vendor, sale, 'sale', 'commission')
  const { returnId } = await sendBack(scene, { token: member.token, orderId })
  await showLedger(vendor, sale, 'refund')

  await showAudit(staff, `conversations/${conversationId}`, 3)
  await showAudit(staff, `returns/${returnId}`, 3)
  await tellExport(shop, member)
  await tellErasure(shop, member)
  await checkChains(staff)
  await holdBooks(staff, around, orderId)
  return `Sold, returned and forgotten: order ${number}`
}
