import { createRoute, z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, problemAnswers, signedIn } from '../common.ts'
import { Email } from '../email.ts'
import {
  AddressWish,
  NewPassword,
  Preferences,
  Profile,
  ProfileChange,
  Registration,
  refreshToken,
  SavedAddress,
  Session,
} from './schemas.ts'

const auth = { tags: ['auth'] }
const me = { tags: ['me'], security: signedIn }
const aSession = jsonAnswer(Session, 'Signed in')
const aProfile = { 200: jsonAnswer(Profile, 'The profile') }
const nothing = { 204: { description: 'Done' } }
const mine = ['invalid_request', 'unauthenticated', 'not_found'] as const

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
