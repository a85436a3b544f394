import type { Context } from 'hono'
import { parse, serialize } from 'hono/utils/cookie'

const keptForSeconds = 30 * 86_400

/**
 * The cookie that holds a refresh token: no script reads it, no other site sends it, and only `/session` gets it. Other sites of this
 * machine have names of their own, since cookies do not tell ports apart.
 */
export function staffCookie(isSecure: boolean) {
  const name = `${isSecure ? '__Secure-' : ''}comptoir_staff`

  function write(c: Context, value: string, maxAge: number): void {
    const cookie = serialize(name, value, {
      ...{ path: '/session', httpOnly: true, sameSite: 'Strict', secure: isSecure, maxAge },
    })
    c.header('set-cookie', cookie)
  }

  return {
    read: (c: Context): string | undefined => parse(c.req.header('cookie') ?? '', name)[name],
    keep: (c: Context, token: string) => write(c, token, keptForSeconds),
    clear: (c: Context) => write(c, '', 0),
  }
}

export type StaffCookie = ReturnType<typeof staffCookie>
