import { may, type Permission, permissionNames } from '@comptoir/contracts/accounts/permissions'
import { Role } from '@comptoir/contracts/accounts/schemas'
import type { Context, MiddlewareHandler } from 'hono'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'
import { answerAudited } from '../audit/audit-scope.ts'
import { refuse } from '../problems/refusal.ts'
import { guestAudienceOf, guestIn } from './guest-token.ts'

/** Who is calling, from a verified token; `token` is kept to act for the user at other services. */
export type User = {
  readonly id: string
  readonly roles: readonly Role[]
  readonly token: string
  /** Of a guest, who has no account: the one order that the token opens. */
  readonly guestOf?: string
  /** The session that the token was given in. */
  readonly sessionId?: string
  /** The vendor that somebody with the role `vendor` works for. */
  readonly vendorId?: string
}

/**
 * What our middleware leaves on the Hono context; `route` names the route in metrics where the gateway serves it. A guest is
 * no `user`: only operations that take guests see them.
 */
export type ServiceEnv = { Variables: { user?: User; guest?: User; route?: string } }

/** Verifies a token; throws the refusal `invalid_token`. */
export type TokenVerifier = (token: string) => Promise<User>

/** The longest that an access token lives, in seconds. */
export const longestTokenSeconds = 900

/** Which tokens are void before their time. A user's tokens carry a version, which grows when they are to end. */
export type RevokedTokens = {
  isRevoked(userId: string, tokenVersion: number): boolean
}

type FetchKeys = () => Promise<{ readonly keys: readonly object[] }>
export type VerifierOptions = {
  readonly issuer: string
  readonly audience: string
  readonly fetchKeys: FetchKeys
  /** Asked at every use of a token, also of one that was verified before. */
  readonly revoked?: RevokedTokens
  readonly clock?: () => number
}

type KeySet = ReturnType<typeof createLocalJWKSet>
type Verified = { readonly user: User; readonly tokenVersion: number }
type Remembered = Verified & { readonly until: number }

const refetchAfterMs = 10_000
const rememberForMs = 60_000
const rememberAtMost = 2_000

/** Verifies access tokens (ES256 or EdDSA, issuer and audience pinned) with the keys of the accounts service. */
export function createTokenVerifier(options: VerifierOptions): TokenVerifier {
  const now = options.clock ?? Date.now
  const keys = createKeyCache(options.fetchKeys, now)
  const remembered = new Map<string, Remembered>()
  const verifying = new Map<string, Promise<Remembered>>()

  async function verifyWith(keySet: KeySet, token: string) {
    const { payload } = await jwtVerify(token, keySet, {
      issuer: options.issuer,
      audience: [options.audience, guestAudienceOf(options.audience)],
      algorithms: ['ES256', 'EdDSA'],
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(now()),
    })
    return payload
  }

  async function verify(token: string): Promise<User> {
    const known = remembered.get(token)
    if (known && known.until > now()) return userIfValid(known)
    // once for all who come with it at the same time: a signature costs a fifth of a millisecond
    const running = verifying.get(token) ?? verifyAnew(token).finally(() => verifying.delete(token))
    verifying.set(token, running)
    return userIfValid(await running)
  }

  async function verifyAnew(token: string): Promise<Remembered> {
    const payload = await keys.withKeys((keySet) => verifyWith(keySet, token))
    const until = Math.min(now() + rememberForMs, (payload.exp ?? 0) * 1000)
    const user = holderOf(payload, token, options.audience)
    const verified = { user, tokenVersion: versionOf(payload), until }
    if (remembered.size >= rememberAtMost) remembered.clear()
    remembered.set(token, verified)
    return verified
  }

  function userIfValid({ user, tokenVersion }: Verified): User {
    if (options.revoked?.isRevoked(user.id, tokenVersion))
      throw refuse('invalid_token', 'the token was revoked')
    return user
  }
  return verify
}

function createKeyCache(fetchKeys: FetchKeys, now: () => number) {
  let keySet: KeySet | undefined
  let fetchedAt = Number.NEGATIVE_INFINITY
  let fetching: Promise<KeySet> | undefined

  async function fetchFresh(): Promise<KeySet> {
    try {
      keySet = createLocalJWKSet((await fetchKeys()) as JSONWebKeySet)
      fetchedAt = now()
      return keySet
    } catch {
      throw refuse('dependency_unavailable', 'the keys that tokens are checked with cannot be read')
    } finally {
      fetching = undefined
    }
  }

  function refresh(): Promise<KeySet> {
    fetching ??= fetchFresh()
    return fetching
  }

  async function withKeys(check: (keySet: KeySet) => Promise<JWTPayload>): Promise<JWTPayload> {
    try {
      return await check(keySet ?? (await refresh()))
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error
      const unknownKey = error instanceof errors.JWKSNoMatchingKey
      if (!unknownKey || now() - fetchedAt < refetchAfterMs) throw refuse('invalid_token')
    }
    const fresh = await refresh()
    return await check(fresh).catch(() => Promise.reject(refuse('invalid_token')))
  }
  return { withKeys }
}

function holderOf(payload: JWTPayload, token: string, audience: string): User {
  if (payload.aud === audience) return userOf(payload, token)
  const guest = payload.aud === guestAudienceOf(audience) && guestIn(payload)
  if (!guest) throw refuse('invalid_token')
  return { ...guest, roles: [], token }
}

function userOf(payload: JWTPayload, token: string): User {
  const roles = Role.array().safeParse(payload['roles'] ?? [])
  if (!payload.sub || !roles.success) throw refuse('invalid_token')
  const { sub: id, sid: sessionId, vendorId } = payload
  return {
    ...{ id, roles: roles.data, token },
    ...(typeof sessionId === 'string' && { sessionId }),
    ...(typeof vendorId === 'string' && { vendorId }),
  }
}

/** Tokens without a version are older than all that have one. */
function versionOf({ tokenVersion = 0 }: JWTPayload): number {
  if (typeof tokenVersion !== 'number') throw refuse('invalid_token')
  return tokenVersion
}

/** The signed-in user; refuses with `unauthenticated` when there is none. */
export function currentUser(c: Context<ServiceEnv>): User {
  const user = maybeUser(c)
  if (!user) throw refuse('unauthenticated')
  return user
}

export function maybeUser(c: Context<ServiceEnv>): User | undefined {
  return c.get('user')
}

/** The signed-in user, or the guest of an order, where an operation takes guests (`forBuyers`). */
export function currentBuyer(c: Context<ServiceEnv>): User {
  const buyer = maybeUser(c) ?? c.get('guest')
  if (!buyer) throw refuse('unauthenticated')
  return buyer
}

/** The signed-in user, who must have one of the roles. */
export function requireRole(c: Context<ServiceEnv>, ...roles: Role[]): User {
  const user = currentUser(c)
  if (!user.roles.some((role) => roles.includes(role))) throw refuse('forbidden')
  return user
}

/** The signed-in user, who must hold a permission. */
export function requirePermission(c: Context<ServiceEnv>, permission: Permission): User {
  const user = currentUser(c)
  if (!may(user.roles, permission)) throw refuse('forbidden')
  return user
}

/** The vendor that the user works for; none without the role. */
export const vendorOf = ({ roles, vendorId }: User): string | undefined =>
  roles.includes('vendor') ? vendorId : undefined

/** Whether the user may see and act on what belongs to others. */
export function isStaff(user: User | undefined): boolean {
  return user !== undefined && may(user.roles, 'customer-objects.any')
}

/** What a user may see: their own, and as staff anyone's. What is someone else's is 404, as what does not exist. */
export function visibleTo<T extends { readonly userId: string }>(user: User, found?: T): T {
  if (!found || !(found.userId === user.id || isStaff(user))) throw refuse('not_found')
  return found
}

/** Whose objects a list shows: one's own, to staff those of the user asked for, or all (`undefined`). */
export function listedOwner(user: User, askedUserId?: string): string | undefined {
  return isStaff(user) ? askedUserId : user.id
}

type Route = {
  readonly method: string
  readonly operationId?: string
  readonly security?: readonly Record<string, readonly string[]>[]
}

/**
 * The check of a route that is not open to visitors: 401 without a user, 403 without the permission in `x-permission`, or one
 * of the roles in `x-roles`. Where visitors write as well, it lets everybody pass; there is none where nobody is looked at. What staff write
 * behind it is recorded as theirs.
 */
export function createAccessCheck(route: Route): MiddlewareHandler<ServiceEnv> | undefined {
  const ways = route.security ?? []
  const isOpen = ways.some((way) => Object.keys(way).length === 0)
  if (ways.length === 0 || (isOpen && route.method === 'get')) return undefined
  const roles = Role.array().parse('x-roles' in route ? route['x-roles'] : [])
  const permission = 'x-permission' in route ? known(route['x-permission']) : undefined
  const { operationId: operation = 'unnamed' } = route
  const takesGuests = 'x-guests' in route && route['x-guests'] === true
  function requireAccess(c: Context<ServiceEnv>): void {
    if (permission) requirePermission(c, permission)
    else if (roles.length > 0) requireRole(c, ...roles)
    else if (takesGuests) currentBuyer(c)
    else currentUser(c)
  }
  return async function access(c, next) {
    if (!isOpen) requireAccess(c)
    await answerAudited(c, { operation, permission, user: maybeUser(c) }, next)
  }
}

function known(name: unknown): Permission {
  const permission = permissionNames.find((one) => one === name)
  if (!permission) throw new Error(`there is no permission ${String(name)}`)
  return permission
}
