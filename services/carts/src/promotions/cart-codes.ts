import { refuse } from '@comptoir/service/problems/refusal'
import { requireActive, type StoredCart } from '../cart.ts'

/** More codes than anyone has for one order. */
const mostCodes = 10

/** The codes of promotions on a cart. */
export const codesOf = ({ codes = [] }: StoredCart): readonly string[] => codes

/** Puts a promotion code on the cart; one that is there changes nothing. */
export function addCode(cart: StoredCart, code: string, at: string): StoredCart {
  const active = requireActive(cart)
  const codes = codesOf(cart)
  if (codes.includes(code)) return cart
  if (codes.length >= mostCodes) throw tooMany()
  return { ...active, codes: [...codes, code], updatedAt: at }
}

/** Takes a code off the cart; one that is not there changes nothing. */
export function removeCode(cart: StoredCart, code: string, at: string): StoredCart {
  const active = requireActive(cart)
  const codes = codesOf(cart)
  if (!codes.includes(code)) return cart
  return { ...active, codes: codes.filter((one) => one !== code), updatedAt: at }
}

/** Brings a guest's codes in, as many as there is room for: repeating it changes nothing. */
export function takeCodes(cart: StoredCart, guest: StoredCart, at: string): StoredCart {
  const active = requireActive(cart)
  const own = codesOf(cart)
  const codes = [...new Set([...own, ...codesOf(guest)])].slice(0, mostCodes)
  return codes.length === own.length ? cart : { ...active, codes, updatedAt: at }
}

function tooMany() {
  const message = `a cart has ${mostCodes} codes at most`
  return refuse('invalid_request', message, {
    errors: [{ field: 'code', code: 'too_many', message }],
  })
}
