import { prepareFor } from './drafts.ts'
import { among, mustBeRefused, type Placed, type Walker } from './shop.ts'

/** An order of a guest that is still one; none when there is none. */
function guestOrder(walker: Walker): Placed | undefined {
  const own = walker.orders.filter(({ orderToken }) => orderToken !== undefined)
  return own.length > 0 ? among(walker, own) : undefined
}

/** The guest comes back: with the token that the browser kept, or through a link, which works once. */
export async function comeBack(walker: Walker): Promise<void> {
  const { shop, random } = walker
  const placed = guestOrder(walker)
  if (!placed) return
  const { orderId, orderToken, number, email } = placed
  if (random() < 0.4) {
    const body = { orderId, orderToken }
    const session = await shop.send('POST /api/orders/guest-sessions', { body })
    return signIn(placed, session.body?.accessToken)
  }
  const isWrong = random() < 0.2
  const asked = { number, email: isWrong ? 'somebody.else@example.com' : email }
  const { body } = await shop.send('POST /api/orders/lookup', { body: asked })
  if (body?.link === undefined) return
  const opened = await shop.send('POST /api/orders/links', { body: { link: body.link } })
  if (isWrong) mustBeRefused(walker, `${number} was looked up with another email`, opened)
  if (opened.status !== 200) return
  signIn(placed, opened.body.accessToken)
  placed.orderToken = opened.body.orderToken
  const again = await shop.send('POST /api/orders/links', { body: { link: body.link } })
  mustBeRefused(walker, `the link to ${orderId} was used twice`, again)
}

function signIn(placed: Placed, token: string | undefined): void {
  if (token !== undefined) placed.owner = { ...placed.owner, token }
}

/** The guest opens an account and takes the order there; nobody else can any more. */
export async function attach(walker: Walker): Promise<void> {
  const { shop, random } = walker
  const placed = guestOrder(walker)
  if (!placed) return
  const { orderId, orderToken } = placed
  const operation = `POST /api/orders/${orderId}/attach`
  const body = { orderToken }
  const owner = await walker.newShopper()
  const answer = await shop.send(operation, { as: owner, body })
  if (answer.status !== 200) return
  placed.owner = owner
  placed.orderToken = undefined
  if (random() < 0.3) await shop.send(operation, { as: owner, body })
  const other = await walker.newShopper()
  const taken = await shop.send(operation, { as: other, body })
  mustBeRefused(walker, `${orderId} belongs to an account already`, taken)
}

/** A guest asks to be forgotten: staff erase what is held under the email, now and then while they prepare an order for it. */
export async function erase(walker: Walker): Promise<void> {
  const { shop, random, staff, erased } = walker
  const placed = guestOrder(walker)
  if (!placed) return
  const { email } = placed
  if (random() < 0.4) await prepareFor(walker, { email })
  const atMs = shop.nowMs()
  const { status } = await shop.send('POST /api/orders/erasures', { as: staff, body: { email } })
  if (status === 202) erased.push({ email, atMs })
}
