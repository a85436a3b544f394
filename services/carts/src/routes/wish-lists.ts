import * as contract from '@comptoir/contracts/carts/wish-list-routes'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import { addLine, type StoredCart, type Variants } from '../cart.ts'
import { openOwn } from '../cart-commands.ts'
import type { Deps } from '../deps.ts'
import * as rules from '../wish-lists/wish-list.ts'
import * as store from '../wish-lists/wish-list-store.ts'
import { toItems, toSummary } from '../wish-lists/wish-list-view.ts'
import { changePriced, showTagged } from './lines.ts'

/** Lists of wishes, each user's own, and what a public link shows. */
export function addWishListRoutes(app: ServiceApp, deps: Deps): void {
  const { wishLists, clock } = deps
  const now = () => clock().toISOString()

  app.openapi(contract.createWishList, async (c) => {
    const { id: userId } = currentUser(c)
    const known = await wishLists.count('of', userId)
    const { lists } = contract.wishListLimits
    if (known >= lists) throw refuse('transition_refused', `at most ${lists} lists`)
    const list = rules.newWishList(userId, c.req.valid('json').name, now())
    const { document } = await wishLists.create(deps.newWishListId(), list)
    return c.json(toSummary(document), 201)
  })

  app.openapi(contract.listWishLists, async (c) => {
    const lists = await store.listsOf(wishLists, currentUser(c).id)
    return c.json({ items: lists.map(toSummary) }, 200)
  })

  app.openapi(contract.readWishList, async (c) => {
    const { wishListId } = c.req.valid('param')
    return c.json(
      await showList(deps, await store.ownList(wishLists, currentUser(c).id, wishListId)),
      200,
    )
  })

  app.openapi(contract.deleteWishList, async (c) => {
    const { wishListId } = c.req.valid('param')
    const list = await wishLists.get(wishListId)
    if (list?.data.userId === currentUser(c).id) await wishLists.remove(wishListId)
    return c.body(null, 204)
  })

  app.openapi(contract.readSharedWishList, async (c) => {
    const { data } = await store.sharedList(wishLists, c.req.valid('param').shareToken)
    return c.json({ name: data.name, items: await itemsOf(deps, data) }, 200)
  })
}

/** Changes of a list: its name, its link. */
export function addWishListChanges(app: ServiceApp, deps: Deps): void {
  const { wishLists, clock } = deps
  const now = () => clock().toISOString()

  app.openapi(contract.renameWishList, async (c) => {
    const target = { userId: currentUser(c).id, ...c.req.valid('param') }
    const { name } = c.req.valid('json')
    const list = await store.changeOwn(wishLists, target, (one) => rules.rename(one, name, now()))
    return c.json(toSummary(list), 200)
  })

  app.openapi(contract.shareWishList, async (c) => {
    const target = { userId: currentUser(c).id, ...c.req.valid('param') }
    const token = deps.newShareToken()
    const list = await store.changeOwn(wishLists, target, (one) => rules.share(one, token))
    return c.json(toSummary(list), 200)
  })

  app.openapi(contract.unshareWishList, async (c) => {
    const target = { userId: currentUser(c).id, ...c.req.valid('param') }
    return c.json(toSummary(await store.changeOwn(wishLists, target, rules.unshare)), 200)
  })
}

/** What is on a list, and how it gets into the cart. */
export function addWishListItems(app: ServiceApp, deps: Deps): void {
  const { wishLists, clock } = deps
  const now = () => clock().toISOString()

  async function showChanged(target: store.Target, rule: store.Rule) {
    return await showList(deps, await store.changeOwn(wishLists, target, rule))
  }

  app.openapi(contract.putWishListItem, async (c) => {
    const { wishListId, sku } = c.req.valid('param')
    const { note } = c.req.valid('json')
    const target = { userId: currentUser(c).id, wishListId }
    await requireKnown(deps, sku)
    const shown = await showChanged(target, (list) => rules.putItem(list, { sku, note, at: now() }))
    return c.json(shown, 200)
  })

  app.openapi(contract.removeWishListItem, async (c) => {
    const { wishListId, sku } = c.req.valid('param')
    const target = { userId: currentUser(c).id, wishListId }
    const shown = await showChanged(target, (list) => rules.removeItem(list, sku, now()))
    return c.json(shown, 200)
  })

  app.openapi(contract.moveWishListItem, async (c) => {
    const { wishListId, sku } = c.req.valid('param')
    const { quantity } = c.req.valid('json')
    const userId = currentUser(c).id
    const { data } = await store.ownList(wishLists, userId, wishListId)
    const { document } = await openOwn(deps, userId)
    if (!data.items.some((item) => item.sku === sku)) {
      return c.json(await showTagged(c, deps, document), 200)
    }
    const rule = (cart: StoredCart, at: string, variants: Variants) =>
      atLeast(cart, { sku, quantity, variants, at })
    const target = { cartId: document.id, visitor: { userId } }
    const changed = await changePriced(deps, target, { skus: [sku], rule })
    // off the list once it is in the cart: whoever repeats a lost answer has it in one of both
    await store.changeOwn(wishLists, { userId, wishListId }, (list) =>
      rules.removeItem(list, sku, now()),
    )
    return c.json(await showTagged(c, deps, changed.document, changed.variants), 200)
  })
}

const itemsOf = async ({ variants }: Deps, list: rules.WishList) =>
  toItems(list, await variants.find(list.items.map(({ sku }) => sku)))

const showList = async (deps: Deps, list: Document<rules.WishList>) => ({
  ...toSummary(list),
  items: await itemsOf(deps, list.data),
})

type Wanted = Parameters<typeof addLine>[1]

/** The cart with so many of a SKU, or more when it has more: adding would count a repeated request twice. */
function atLeast(cart: StoredCart, wanted: Wanted): StoredCart {
  const held = cart.lines.find(({ sku }) => sku === wanted.sku)?.quantity ?? 0
  if (held >= wanted.quantity) return cart
  return addLine(cart, { ...wanted, quantity: wanted.quantity - held })
}

async function requireKnown({ variants }: Deps, sku: string): Promise<void> {
  if ((await variants.find([sku])).get(sku)) return
  const message = `${sku} is not known`
  throw refuse('invalid_request', message, { errors: [{ field: 'sku', code: 'custom', message }] })
}
