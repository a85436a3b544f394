import { type CookieOptions, parse, serialize } from 'hono/utils/cookie'

const days = (count: number) => count * 86_400

/** The cookies of the shop; seconds that each is kept. Only `ui` can be read by scripts: it names nobody but by a first name. */
const cookies = {
  session: { name: 'comptoir_session', maxAge: days(30), httpOnly: true },
  cart: { name: 'comptoir_cart', maxAge: days(30), httpOnly: true },
  /** What opens the orders of a guest. */
  orders: { name: 'comptoir_orders', maxAge: days(90), httpOnly: true },
  /** The token of a guest's conversation. */
  chat: { name: 'comptoir_chat', maxAge: days(30), httpOnly: true },
  ui: { name: 'comptoir_ui', maxAge: days(30), httpOnly: false },
} as const

export type CookieName = keyof typeof cookies

/** The cookies of one request, and what its answer changes of them. */
export type Jar = {
  get(name: CookieName): string | undefined
  set(name: CookieName, value: string): void
  clear(name: CookieName): void
  /** The `Set-Cookie` headers of the answer. */
  changes(): readonly string[]
}

/**
 * Opens the cookies of a request. `isSecure`: the site is reached by HTTPS, so the names get the prefix `__Host-`, which no
 * neighbour domain can set (RFC 6265bis, section 4.1.3.2).
 */
export function openJar(header: string | undefined, isSecure: boolean): Jar {
  const given = parse(header ?? '')
  const changed = new Map<CookieName, string>()
  const nameOf = (name: CookieName) => `${isSecure ? '__Host-' : ''}${cookies[name].name}`

  return {
    get(name) {
      const value = changed.get(name) ?? given[nameOf(name)]
      return value === '' ? undefined : value
    },
    set: (name, value) => void changed.set(name, value),
    clear: (name) => void changed.set(name, ''),
    changes: () =>
      [...changed].map(([name, value]) => {
        const { httpOnly, maxAge } = cookies[name]
        const kept: CookieOptions = { maxAge: value === '' ? 0 : maxAge, secure: isSecure }
        return serialize(nameOf(name), value, { ...kept, httpOnly, path: '/', sameSite: 'Lax' })
      }),
  }
}
