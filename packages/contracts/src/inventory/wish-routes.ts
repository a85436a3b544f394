import { z } from '@hono/zod-openapi'
import { CursorQuery, Id, Instant, jsonAnswer, jsonBody, Locale, pageOf, Sku } from '../common.ts'
import { Email, EmailKey } from '../email.ts'
import { forAnyone, forUsers, forVisitors, internal } from '../operation.ts'
import { oneOf, schema } from '../schema.ts'

/**
 * `unconfirmed`: nobody has opened the link of its mail yet; `waiting` for stock; `notified` once: a new wish begins it again.
 */
export const StockWishStatus = oneOf('StockWishStatus', ['unconfirmed', 'waiting', 'notified'])

/** That somebody is told when a SKU is in stock again. */
export const StockWish = schema('StockWish', {
  wishId: z.string(),
  sku: Sku,
  status: StockWishStatus,
  createdAt: Instant,
  notifiedAt: Instant.optional(),
})
export type StockWish = z.infer<typeof StockWish>

/**
 * Wishes to be told when a SKU is in stock again: one wish a person and SKU, however often it is made. Without an account it takes an
 * email, whose owner confirms it by the link of a mail; the answer is the same whether the address is known or not. One that is in stock
 * is refused.
 */
export const addStockWish = forVisitors('AddStockWish', 'POST /api/stock/wishes', {
  request: {
    body: jsonBody({
      sku: Sku,
      /** Of who has no account; not read of who is signed in. */
      email: Email.optional(),
      locale: Locale.default('fr'),
    }),
  },
  responses: {
    200: jsonAnswer(StockWish, 'The wish of the signed-in user'),
    202: jsonAnswer({ sku: Sku, status: StockWishStatus }, 'A mail with a link is on its way'),
  },
  problems: ['invalid_request', 'not_found', 'transition_refused', 'rate_limited'],
})

/** The wishes of the signed-in user, newest first. */
export const listStockWishes = forUsers('ListStockWishes', 'GET /api/stock/wishes', {
  request: { query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(StockWish), 'Wishes') },
  problems: ['invalid_request'],
})

/** Takes a wish of the signed-in user back; one that is not there is no error. */
export const deleteStockWish = forUsers('DeleteStockWish', 'DELETE /api/stock/wishes/{wishId}', {
  request: { params: z.object({ wishId: z.string().max(80) }) },
  responses: { 204: { description: 'There is none any more' } },
})

const byToken = { body: jsonBody({ token: z.string().max(200) }) }

/** Confirms a wish by the link of its mail; repeating it changes nothing. */
export const confirmStockWish = forAnyone('ConfirmStockWish', 'POST /api/stock/wishes/confirm', {
  request: byToken,
  responses: { 200: jsonAnswer(StockWish, 'The wish, which waits') },
  problems: ['invalid_request', 'invalid_token'],
})

/** Takes a wish back by the link of any of its mails, and forgets its email; repeating it is no error. */
export const withdrawStockWish = forAnyone('WithdrawStockWish', 'POST /api/stock/wishes/withdraw', {
  request: byToken,
  responses: { 200: jsonAnswer({ withdrawn: z.literal(true) }, 'There is none any more') },
  problems: ['invalid_request', 'invalid_token'],
})

/** Whom a wish is of, for who writes to them; `not_found` once it was taken back. */
export const StockWishContact = schema('StockWishContact', {
  wishId: z.string(),
  sku: Sku,
  status: StockWishStatus,
  userId: z.string().optional(),
  email: z.string().optional(),
  locale: Locale,
})
export type StockWishContact = z.infer<typeof StockWishContact>

/** Forgets what was wished for by an email without an account: the email is erased. Given by its digest (`emailKeyOf`). */
export const eraseGuestWishes = internal(
  ['orders'],
  'PUT /internal/stock-wishes/{emailKey}/erasure',
  {
    request: { params: z.object({ emailKey: EmailKey }) },
    responses: { 204: { description: 'There are none any more' } },
  },
)

const ofWish = { params: z.object({ wishId: Id }) }

export const readStockWishContact = internal(
  ['notifications'],
  'GET /internal/stock-wishes/{wishId}/contact',
  {
    request: ofWish,
    responses: { 200: jsonAnswer(StockWishContact, 'Whom it is of') },
    problems: ['not_found'],
  },
)

/** The token of a link for a mail that is sent now, another one each time: only its hash is kept. */
export const makeStockWishToken = internal(
  ['notifications'],
  'POST /internal/stock-wishes/{wishId}/tokens',
  {
    request: ofWish,
    responses: { 200: jsonAnswer({ token: z.string() }, 'What the link carries') },
    problems: ['not_found'],
  },
)
