/** Crockford's alphabet: no I, L, O, U, so that a number survives being read aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** An order number such as `CMD-7K3M-92QX`: seven random characters (from seven random bytes) and a check one. */
export function orderNumberFrom(random: Uint8Array): string {
  const body = Array.from(random.subarray(0, 7), (byte) => alphabet[byte % 32]).join('')
  const all = body + checkOf(body)
  return `CMD-${all.slice(0, 4)}-${all.slice(4)}`
}

/** A number as typed (any case, spaces, O for 0, I or L for 1) in its own form, or nothing if it is not one. */
export function parseOrderNumber(text: string): string | undefined {
  const plain = text
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/^CMD(?=.{8}$)/, '')
  const body = plain.replace(/O/g, '0').replace(/[IL]/g, '1')
  const isOne = /^[0-9A-HJKMNP-TV-Z]{8}$/.test(body) && checkOf(body.slice(0, 7)) === body[7]
  return isOne ? `CMD-${body.slice(0, 4)}-${body.slice(4)}` : undefined
}

/** Luhn's check in base 32: catches every wrong character and nearly every swap. */
function checkOf(body: string): string {
  let sum = 0
  for (const [index, letter] of [...body].entries()) {
    const value = alphabet.indexOf(letter) * ((body.length - index) % 2 === 1 ? 2 : 1)
    sum += Math.floor(value / 32) + (value % 32)
  }
  return alphabet[(32 - (sum % 32)) % 32] ?? '0'
}
