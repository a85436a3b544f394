import { createRoute, z } from '@hono/zod-openapi'
import { CustomerStatus, Role } from './accounts.ts'
import {
  Address,
  Instant,
  jsonAnswer,
  jsonBody,
  Locale,
  problemAnswers,
  signedIn,
} from './common.ts'
import { Email } from './email.ts'
import { checkLabel, checkVisible, NewAddress } from './postal-address.ts'

const Name = z.string().trim().max(100)
const NewPassword = z.string().min(12).max(200)

export const Preferences = z
  .object({
    currency: z.string().regex(/^[A-Z]{3}$/),
    notifications: z.array(z.enum(['email', 'sms', 'push'])).max(3),
    marketingConsent: z.boolean(),
  })
  .openapi('Preferences')
export type Preferences = z.infer<typeof Preferences>

export const Profile = z
  .object({
    userId: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().optional(),
    locale: Locale,
    roles: z.array(Role),
    status: z.enum(['active', 'suspended', 'anonymised']),
    customerStatus: CustomerStatus,
    preferences: Preferences,
    createdAt: Instant,
    version: z.int(),
  })
  .openapi('Profile')
export type Profile = z.infer<typeof Profile>

export const SavedAddress = Address.extend({
  addressId: z.string(),
  isDefaultShipping: z.boolean(),
  isDefaultBilling: z.boolean(),
}).openapi('SavedAddress')
export type SavedAddress = z.infer<typeof SavedAddress>

export const AddressWish = NewAddress.extend({
  isDefaultShipping: z.boolean().optional(),
  isDefaultBilling: z.boolean().optional(),
})
  .superRefine(checkVisible)
  .superRefine(checkLabel)
  .openapi('AddressWish')
export type AddressWish = z.infer<typeof AddressWish>

/** An access token for fifteen minutes at most, and the refresh token that gets the next one, once. */
export const Session = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresInSeconds: z.int(),
    refreshToken: z.string(),
    user: Profile,
  })
  .openapi('Session')
export type Session = z.infer<typeof Session>

const auth = { tags: ['auth'] }
const me = { tags: ['me'], security: signedIn }
const aSession = jsonAnswer(Session, 'Signed in')
const aProfile = { 200: jsonAnswer(Profile, 'The profile') }
const nothing = { 204: { description: 'Done' } }
const mine = ['invalid_request', 'unauthenticated', 'not_found'] as const

export const Registration = z
  .object({
    email: Email,
    password: NewPassword,
    firstName: Name.default(''),
    lastName: Name.default(''),
    locale: Locale.default('fr'),
  })
  .openapi('Registration')
export type Registration = z.infer<typeof Registration>

export const register = createRoute({
  operationId: 'Register',
  method: 'post',
  path: '/api/auth/register',
  ...auth,
  request: { body: jsonBody(Registration) },
  responses: { 201: aSession, ...problemAnswers('invalid_request', 'email_taken', 'rate_limited') },
})

export const logIn = createRoute({
  operationId: 'LogIn',
  method: 'post',
  path: '/api/auth/login',
  ...auth,
  request: { body: jsonBody(z.object({ email: Email, password: z.string().min(1).max(200) })) },
  responses: {
    200: aSession,
    ...problemAnswers(
      'invalid_request',
      'invalid_credentials',
      'account_suspended',
      'rate_limited',
    ),
  },
})

const refreshToken = jsonBody(z.object({ refreshToken: z.string().min(1).max(200) }))

/** Each refresh token works once; a second use ends the whole session, save within the seconds that two tabs need. */
export const refreshSession = createRoute({
  operationId: 'RefreshSession',
  method: 'post',
  path: '/api/auth/refresh',
  ...auth,
  request: { body: refreshToken },
  responses: {
    200: aSession,
    ...problemAnswers('invalid_request', 'invalid_token', 'account_suspended'),
  },
})

export const logOut = createRoute({
  operationId: 'LogOut',
  method: 'post',
  path: '/api/auth/logout',
  ...auth,
  request: { body: refreshToken },
  responses: { ...nothing, ...problemAnswers('invalid_request') },
})

export const logOutEverywhere = createRoute({
  operationId: 'LogOutEverywhere',
  method: 'post',
  path: '/api/auth/logout-all',
  ...auth,
  security: signedIn,
  responses: { ...nothing, ...problemAnswers('unauthenticated') },
})

export const changePassword = createRoute({
  operationId: 'ChangePassword',
  method: 'post',
  path: '/api/auth/change-password',
  ...auth,
  security: signedIn,
  request: {
    body: jsonBody(z.object({ currentPassword: z.string().max(200), newPassword: NewPassword })),
  },
  responses: {
    ...nothing,
    ...problemAnswers('invalid_request', 'unauthenticated', 'invalid_credentials', 'rate_limited'),
  },
})

const Jwk = z.looseObject({ kid: z.string(), kty: z.string(), alg: z.string(), use: z.string() })

/** The public keys of access tokens. */
export const readJwks = createRoute({
  operationId: 'GetJwks',
  method: 'get',
  path: '/.well-known/jwks.json',
  ...auth,
  responses: { 200: jsonAnswer(z.object({ keys: z.array(Jwk) }), 'Keys') },
})

export const readMe = createRoute({
  operationId: 'GetMe',
  method: 'get',
  path: '/api/me',
  ...me,
  responses: { ...aProfile, ...problemAnswers('unauthenticated', 'not_found') },
})

const IfMatch = z.object({ 'if-match': z.string().max(50).optional() })

export const ProfileChange = z
  .object({ firstName: Name, lastName: Name, phone: z.string().trim().max(32), locale: Locale })
  .partial()
  .openapi('ProfileChange')
export type ProfileChange = z.infer<typeof ProfileChange>

/** Changes what is given; with `If-Match`, only the version that was read. */
export const changeMe = createRoute({
  operationId: 'ChangeMe',
  method: 'patch',
  path: '/api/me',
  ...me,
  request: { headers: IfMatch, body: jsonBody(ProfileChange) },
  responses: { ...aProfile, ...problemAnswers(...mine, 'precondition_failed', 'conflict') },
})

/** Ends the account: what names the person goes, the books stay. Refused while orders are open. */
export const deleteMe = createRoute({
  operationId: 'DeleteMe',
  method: 'delete',
  path: '/api/me',
  ...me,
  request: { body: jsonBody(z.object({ password: z.string().max(200) })) },
  responses: {
    ...nothing,
    ...problemAnswers(
      ...mine,
      'invalid_credentials',
      'open_orders',
      'conflict',
      'dependency_unavailable',
    ),
  },
})

export const readPreferences = createRoute({
  operationId: 'GetPreferences',
  method: 'get',
  path: '/api/me/preferences',
  ...me,
  responses: { 200: jsonAnswer(Preferences, 'Preferences'), ...problemAnswers('unauthenticated') },
})

export const changePreferences = createRoute({
  operationId: 'ChangePreferences',
  method: 'put',
  path: '/api/me/preferences',
  ...me,
  request: { body: jsonBody(Preferences) },
  responses: {
    200: jsonAnswer(Preferences, 'Preferences'),
    ...problemAnswers('invalid_request', 'unauthenticated'),
  },
})

const someAddresses = { 200: jsonAnswer(z.object({ items: z.array(SavedAddress) }), 'Addresses') }
const addressParam = z.object({ addressId: z.string().max(80) })

export const listAddresses = createRoute({
  operationId: 'ListAddresses',
  method: 'get',
  path: '/api/me/addresses',
  ...me,
  responses: { ...someAddresses, ...problemAnswers('unauthenticated') },
})

export const addAddress = createRoute({
  operationId: 'AddAddress',
  method: 'post',
  path: '/api/me/addresses',
  ...me,
  request: { body: jsonBody(AddressWish) },
  responses: {
    201: jsonAnswer(SavedAddress, 'The address'),
    ...problemAnswers('invalid_request', 'unauthenticated', 'conflict'),
  },
})

export const changeAddress = createRoute({
  operationId: 'ChangeAddress',
  method: 'put',
  path: '/api/me/addresses/{addressId}',
  ...me,
  request: { params: addressParam, body: jsonBody(AddressWish) },
  responses: { 200: jsonAnswer(SavedAddress, 'The address'), ...problemAnswers(...mine) },
})

export const removeAddress = createRoute({
  operationId: 'RemoveAddress',
  method: 'delete',
  path: '/api/me/addresses/{addressId}',
  ...me,
  request: { params: addressParam },
  responses: { ...nothing, ...problemAnswers(...mine) },
})
