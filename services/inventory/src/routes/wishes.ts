import * as contract from '@comptoir/contracts/inventory/wish-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, maybeUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { eraseWishes } from '../wishes/persons.ts'
import { toWishContact, toWishView } from '../wishes/stock-wish.ts'
import { createWishCommands } from '../wishes/wish-commands.ts'

/** Wishes to be told when something is in stock again. */
export function addWishRoutes(app: ServiceApp, deps: Deps): void {
  const commands = createWishCommands(deps)

  app.openapi(contract.addStockWish, async (c) => {
    const { sku, email, locale } = c.req.valid('json')
    const userId = maybeUser(c)?.id
    if (userId !== undefined) {
      const { id, data } = await commands.add({ sku, locale, person: { kind: 'user', userId } })
      return c.json(toWishView(id, data), 200)
    }
    if (email === undefined) throw emailMissing()
    await deps.wishLimits.take({ address: deps.addressOf(c), email })
    await commands.add({ sku, locale, person: { kind: 'guest', email } })
    return c.json({ sku, status: 'unconfirmed' } as const, 202)
  })

  app.openapi(contract.listStockWishes, async (c) => {
    const page = { ...c.req.valid('query'), order: 'desc' } as const
    const { items, ...rest } = await deps.wishes.list('of', currentUser(c).id, page)
    return c.json({ items: items.map(({ id, data }) => toWishView(id, data)), ...rest }, 200)
  })

  app.openapi(contract.deleteStockWish, async (c) => {
    await commands.drop(c.req.valid('param').wishId, currentUser(c).id)
    return c.body(null, 204)
  })

  app.openapi(contract.confirmStockWish, async (c) => {
    const { id, data } = await commands.confirm(c.req.valid('json').token)
    return c.json(toWishView(id, data), 200)
  })

  app.openapi(contract.withdrawStockWish, async (c) => {
    await commands.withdraw(c.req.valid('json').token)
    return c.json({ withdrawn: true } as const, 200)
  })

  app.openapi(contract.readStockWishContact, async (c) => {
    const { wishId } = c.req.valid('param')
    const wish = await deps.wishes.get(wishId)
    if (!wish) throw refuse('not_found', 'there is no such wish')
    return c.json(toWishContact(wishId, wish.data), 200)
  })

  app.openapi(contract.eraseGuestWishes, async (c) => {
    await eraseWishes(deps.wishes)(c.req.valid('param').emailKey)
    return c.body(null, 204)
  })

  app.openapi(contract.makeStockWishToken, async (c) =>
    c.json({ token: await commands.makeToken(c.req.valid('param').wishId) }, 200),
  )
}

function emailMissing() {
  const message = 'without an account, an email is needed'
  return refuse('invalid_request', message, {
    errors: [{ field: 'email', code: 'required', message }],
  })
}
