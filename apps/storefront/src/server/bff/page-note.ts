import { createHash } from 'node:crypto'
import type { Cart } from '@comptoir/contracts/carts/schemas'
import { z } from 'zod'
import type { Jar } from './jar.ts'
import type { Person } from './session.ts'

const Note = z
  .object({
    count: z.number(),
    who: z.string().optional(),
    hasLeft: z.literal(true).optional(),
  })
  .catch({ count: 0 })

function noteIn(jar: Jar): z.output<typeof Note> {
  try {
    return Note.parse(JSON.parse(jar.get('ui') ?? '{}'))
  } catch {
    return { count: 0 }
  }
}

/** Without a person it stays said that who was here left: other pages of theirs may not have looked yet. */
function write(jar: Jar, count: number, person: { name: string; who?: string } | undefined): void {
  const { hasLeft } = noteIn(jar)
  jar.set('ui', JSON.stringify({ count, ...(person ?? (hasLeft && { hasLeft })) }))
}

/** Tells one person from another, and nothing else of them. */
const markOf = ({ userId }: Person): string =>
  createHash('sha256').update(userId).digest('base64url').slice(0, 12)

/**
 * What pages that are the same for everyone know of the visitor, by a script: how many things are in the cart, a first name, and whether it
 * is another person than before.
 */
export function noteForPages(jar: Jar, cart: Cart | undefined, person: Person | undefined): void {
  // what is being ordered is in no cart any more
  const lines = cart?.status === 'active' ? cart.lines : []
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  write(jar, count, person && { name: person.firstName, who: markOf(person) })
}

/** Has pages greet somebody by the name that they have now; nobody when they are signed out. */
export function greet(jar: Jar, firstName?: string): void {
  const { count, who } = noteIn(jar)
  write(jar, count, firstName === undefined ? undefined : { name: firstName, ...(who && { who }) })
}

/** Has every page of who leaves let go of what it shows. */
export const noteLeft = (jar: Jar): void =>
  jar.set('ui', JSON.stringify({ count: 0, hasLeft: true }))
