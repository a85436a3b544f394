import { UserError } from '../runner/screen/user-error.ts'

/**
 * The cookies of a visitor who has a product in the cart. Throws a `UserError` when the product is not sold there.
 * @example await cookiesWithCart('http://localhost:9000', '/fr/p/mug-gres')
 */
export async function cookiesWithCart(site: string, product: string): Promise<string> {
  const page = await fetch(`${site}${product}`).then((answer) => answer.text())
  const sku = /name="sku" value="([^"]+)"/.exec(page)?.[1]
  if (!sku) throw new UserError(`${site}${product} sells nothing: is the demo shop loaded?`)
  const answer = await fetch(`${site}/bff/cart/lines`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: site },
    body: JSON.stringify({ sku, quantity: 1 }),
  })
  if (!answer.ok) throw new UserError(`The cart answered ${answer.status}: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}
