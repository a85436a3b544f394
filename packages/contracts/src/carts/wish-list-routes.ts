import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer, jsonBody, LocalizedText, Money, Quantity, Sku } from '../common.ts'
import { forAnyone, forUsers } from '../operation.ts'
import { requiredText, schema } from '../schema.ts'
import { Cart } from './schemas.ts'

/** Of one user, and in one list. */
export const wishListLimits = { lists: 20, items: 200 } as const

/** Something that somebody wishes for, with what the catalogue says of it today; without a price it is not on sale. */
export const WishListItem = schema('WishListItem', {
  sku: Sku,
  note: z.string().optional(),
  addedAt: Instant,
  productId: z.string().optional(),
  title: LocalizedText.optional(),
  /** What everyone pays. */
  price: Money.optional(),
  imagePath: z.string().optional(),
  inStock: z.boolean(),
  /** How many are left, when they are few. */
  left: z.int().optional(),
})
export type WishListItem = z.infer<typeof WishListItem>

const summary = {
  wishListId: z.string(),
  name: z.string(),
  count: z.int(),
  /** What the public link carries, while the list is shared. */
  shareToken: z.string().optional(),
  createdAt: Instant,
  updatedAt: Instant,
}
export const WishListSummary = schema('WishListSummary', summary)
export type WishListSummary = z.infer<typeof WishListSummary>
export const WishList = schema('WishList', { ...summary, items: z.array(WishListItem) })
export type WishList = z.infer<typeof WishList>

/** What a public link shows: nothing of whose list it is. */
export const SharedWishList = schema('SharedWishList', {
  name: z.string(),
  items: z.array(WishListItem),
})

const Name = requiredText(80)
const ofList = { params: z.object({ wishListId: z.string().max(80) }) }
const ofItem = { params: ofList.params.extend({ sku: Sku }) }
const usual = ['invalid_request', 'not_found', 'dependency_unavailable'] as const

export const createWishList = forUsers('CreateWishList', 'POST /api/wish-lists', {
  request: { body: jsonBody({ name: Name }) },
  responses: { 201: jsonAnswer(WishListSummary, 'A new, empty list') },
  problems: ['invalid_request', 'transition_refused'],
})

/** The lists of the user, the one that was made first at the top. */
export const listWishLists = forUsers('ListWishLists', 'GET /api/wish-lists', {
  responses: { 200: jsonAnswer({ items: z.array(WishListSummary) }, 'Lists') },
})

export const readWishList = forUsers('GetWishList', 'GET /api/wish-lists/{wishListId}', {
  request: ofList,
  responses: { 200: jsonAnswer(WishList, 'The list with prices and stock of today') },
  problems: usual,
})

export const renameWishList = forUsers('ChangeWishList', 'PATCH /api/wish-lists/{wishListId}', {
  request: { ...ofList, body: jsonBody({ name: Name }) },
  responses: { 200: jsonAnswer(WishListSummary, 'The list') },
  problems: ['invalid_request', 'not_found'],
})

/** A list that is not there is no error. */
export const deleteWishList = forUsers('DeleteWishList', 'DELETE /api/wish-lists/{wishListId}', {
  request: ofList,
  responses: { 204: { description: 'It is gone, and so is its link' } },
})

/** Puts a SKU on the list, or changes its note; repeating it changes nothing. */
export const putWishListItem = forUsers(
  'PutWishListItem',
  'PUT /api/wish-lists/{wishListId}/items/{sku}',
  {
    request: { ...ofItem, body: jsonBody({ note: requiredText(300).optional() }) },
    responses: { 200: jsonAnswer(WishList, 'The list') },
    problems: [...usual, 'transition_refused'],
  },
)

/** One that is not on the list is no error. */
export const removeWishListItem = forUsers(
  'RemoveWishListItem',
  'DELETE /api/wish-lists/{wishListId}/items/{sku}',
  {
    request: ofItem,
    responses: { 200: jsonAnswer(WishList, 'The list') },
    problems: usual,
  },
)

/**
 * Takes a SKU from the list into the user's cart, which then has at least so many of it: repeating it changes nothing. Answers the cart.
 */
export const moveWishListItem = forUsers(
  'MoveWishListItem',
  'POST /api/wish-lists/{wishListId}/items/{sku}/move',
  {
    request: { ...ofItem, body: jsonBody({ quantity: Quantity.default(1) }) },
    responses: { 200: jsonAnswer(Cart, "The user's cart") },
    problems: [...usual, 'cart_locked', 'transition_refused', 'conflict'],
  },
)

/** Gives the list a public link, or answers the one it has. */
export const shareWishList = forUsers('PublishWishList', 'PUT /api/wish-lists/{wishListId}/share', {
  request: ofList,
  responses: { 200: jsonAnswer(WishListSummary, 'The list with its token') },
  problems: ['invalid_request', 'not_found'],
})

/** Ends the public link; another one is another token. */
export const unshareWishList = forUsers(
  'RevokeWishList',
  'DELETE /api/wish-lists/{wishListId}/share',
  {
    request: ofList,
    responses: { 200: jsonAnswer(WishListSummary, 'The list without a link') },
    problems: ['invalid_request', 'not_found'],
  },
)

/** A list by its public link, with prices and stock of today. */
export const readSharedWishList = forAnyone(
  'GetSharedWishList',
  'GET /api/shared-wish-lists/{shareToken}',
  {
    request: { params: z.object({ shareToken: z.string().max(80) }) },
    responses: { 200: jsonAnswer(SharedWishList, 'The list') },
    problems: usual,
  },
)
