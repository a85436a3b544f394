import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, signedIn } from '../common.ts'
import { Email } from '../email.ts'
import { operation } from '../operation.ts'
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

const aSession = jsonAnswer(Session, 'Signed in')
const aProfile = { 200: jsonAnswer(Profile, 'The profile') }
const done = { 204: { description: 'Done' } }
const mine = ['invalid_request', 'not_found'] as const

export const register = operation('post', '/api/auth/register', {
  operationId: 'Register',
  request: { body: jsonBody(Registration) },
  responses: { 201: aSession },
  problems: ['invalid_request', 'email_taken', 'rate_limited'],
})

export const logIn = operation('post', '/api/auth/login', {
  operationId: 'LogIn',
  request: { body: jsonBody({ email: Email, password: z.string().min(1).max(200) }) },
  responses: { 200: aSession },
  problems: ['invalid_request', 'invalid_credentials', 'account_suspended', 'rate_limited'],
})

/** Each refresh token works once; a second use ends the whole session, save within the seconds that two tabs need. */
export const refreshSession = operation('post', '/api/auth/refresh', {
  operationId: 'RefreshSession',
  request: { body: refreshToken },
  responses: { 200: aSession },
  problems: ['invalid_request', 'invalid_token', 'account_suspended'],
})

export const logOut = operation('post', '/api/auth/logout', {
  operationId: 'LogOut',
  request: { body: refreshToken },
  responses: done,
  problems: ['invalid_request'],
})

export const logOutEverywhere = operation('post', '/api/auth/logout-all', {
  operationId: 'LogOutEverywhere',
  security: signedIn,
  responses: done,
})

export const changePassword = operation('post', '/api/auth/change-password', {
  operationId: 'ChangePassword',
  security: signedIn,
  request: {
    body: jsonBody({ currentPassword: z.string().max(200), newPassword: NewPassword }),
  },
  responses: done,
  problems: ['invalid_request', 'invalid_credentials', 'rate_limited'],
})

const Jwk = z.looseObject({ kid: z.string(), kty: z.string(), alg: z.string(), use: z.string() })

/** The public keys of access tokens. */
export const readJwks = operation('get', '/.well-known/jwks.json', {
  operationId: 'GetJwks',
  responses: { 200: jsonAnswer({ keys: z.array(Jwk) }, 'Keys') },
})

export const readMe = operation('get', '/api/me', {
  operationId: 'GetMe',
  security: signedIn,
  responses: aProfile,
  problems: ['not_found'],
})

const IfMatch = z.object({ 'if-match': z.string().max(50).optional() })

/** Changes what is given; with `If-Match`, only the version that was read. */
export const changeMe = operation('patch', '/api/me', {
  operationId: 'ChangeMe',
  security: signedIn,
  request: { headers: IfMatch, body: jsonBody(ProfileChange) },
  responses: aProfile,
  problems: [...mine, 'precondition_failed', 'conflict'],
})

/** Ends the account: what names the person goes, the books stay. Refused while orders are open. */
export const deleteMe = operation('delete', '/api/me', {
  operationId: 'DeleteMe',
  security: signedIn,
  request: { body: jsonBody({ password: z.string().max(200) }) },
  responses: done,
  problems: [...mine, 'invalid_credentials', 'open_orders', 'conflict', 'dependency_unavailable'],
})

export const readPreferences = operation('get', '/api/me/preferences', {
  operationId: 'GetPreferences',
  security: signedIn,
  responses: { 200: jsonAnswer(Preferences, 'Preferences') },
})

export const changePreferences = operation('put', '/api/me/preferences', {
  operationId: 'ChangePreferences',
  security: signedIn,
  request: { body: jsonBody(Preferences) },
  responses: { 200: jsonAnswer(Preferences, 'Preferences') },
  problems: ['invalid_request'],
})

const someAddresses = { 200: jsonAnswer({ items: z.array(SavedAddress) }, 'Addresses') }
const addressParam = z.object({ addressId: z.string().max(80) })

export const listAddresses = operation('get', '/api/me/addresses', {
  operationId: 'ListAddresses',
  security: signedIn,
  responses: someAddresses,
})

export const addAddress = operation('post', '/api/me/addresses', {
  operationId: 'AddAddress',
  security: signedIn,
  request: { body: jsonBody(AddressWish) },
  responses: { 201: jsonAnswer(SavedAddress, 'The address') },
  problems: ['invalid_request', 'conflict'],
})

export const changeAddress = operation('put', '/api/me/addresses/{addressId}', {
  operationId: 'ChangeAddress',
  security: signedIn,
  request: { params: addressParam, body: jsonBody(AddressWish) },
  responses: { 200: jsonAnswer(SavedAddress, 'The address') },
  problems: mine,
})

export const removeAddress = operation('delete', '/api/me/addresses/{addressId}', {
  operationId: 'RemoveAddress',
  security: signedIn,
  request: { params: addressParam },
  responses: done,
  problems: mine,
})
