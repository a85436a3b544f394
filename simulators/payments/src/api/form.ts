export type Form = { [name: string]: string | Form }

const nameParts = /[^[\]]+|\[\]/g

/**
 * Parses Stripe's form encoding, nested keys included.
 * @example parseForm('metadata[order_id]=ord_1') // { metadata: { order_id: 'ord_1' } }
 */
export function parseForm(body: string): Form {
  const form: Form = Object.create(null)
  for (const [name, value] of new URLSearchParams(body)) {
    const parts = name.match(nameParts) ?? []
    if (parts.length > 0 && parts.length <= 5) place(form, parts, value)
  }
  return form
}

function place(form: Form, parts: string[], value: string): void {
  let at = form
  for (const [depth, part] of parts.entries()) {
    const name = part === '[]' ? String(Object.keys(at).length) : part
    if (depth === parts.length - 1) {
      at[name] = value
      return
    }
    const inside = at[name]
    const next: Form = typeof inside === 'object' ? inside : Object.create(null)
    at[name] = next
    at = next
  }
}
