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

const me = { security: signedIn }
const aSession = jsonAnswer(Session, 'Signed in')
const aProfile = { 200: jsonAnswer(Profile, 'The profile') }
const nothing = { 204: { description: 'Done' } }
const mine = ['invalid_request', 'unauthenticated', 'not_found'] as const

export const register = operation('post', '/api/auth/register', {
  operationId: 'Register',
  request: { body: jsonBody(Registration) },
  responses: { 201: aSession },
  problems: ['invalid_request', 'email_taken', 'rate_limited'],
})

export const logIn = operation('post', '/api/auth/login', {
  operationId: 'LogIn',
  request: { body: jsonBody(z.object({ email: Email, password: z.string().min(1).max(200) })) },
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
  responses: { ...nothing },
  problems: ['invalid_request'],
})

export const logOutEverywhere = operation('post', '/api/auth/logout-all', {
  operationId: 'LogOutEverywhere',
  security: signedIn,
  responses: { ...nothing },
  problems: ['unauthenticated'],
})

export const changePassword = operation('post', '/api/auth/change-password', {
  operationId: 'ChangePassword',
  security: signedIn,
  request: {
    body: jsonBody(z.object({ currentPassword: z.string().max(200), newPassword: NewPassword })),
  },
  responses: { ...nothing },
  problems: ['invalid_request', 'unauthenticated', 'invalid_credentials', 'rate_limited'],
})

const Jwk = z.looseObject({ kid: z.string(), kty: z.string(), alg: z.string(), use: z.string() })

/** The public keys of access tokens. */
export const readJwks = operation('get', '/.well-known/jwks.json', {
  operationId: 'GetJwks',
  responses: { 200: jsonAnswer(z.object({ keys: z.array(Jwk) }), 'Keys') },
})

export const readMe = operation('get', '/api/me', {
  operationId: 'GetMe',
  ...me,
  responses: { ...aProfile },
  problems: ['unauthenticated', 'not_found'],
})

const IfMatch = z.object({ 'if-match': z.string().max(50).optional() })

/** Changes what is given; with `If-Match`, only the version that was read. */
export const changeMe = operation('patch', '/api/me', {
  operationId: 'ChangeMe',
  ...me,
  request: { headers: IfMatch, body: jsonBody(ProfileChange) },
  responses: { ...aProfile },
  problems: [...mine, 'precondition_failed', 'conflict'],
})

/** Ends the account: what names the person goes, the books stay. Refused while orders are open. */
export const deleteMe = operation('delete', '/api/me', {
  operationId: 'DeleteMe',
  ...me,
  request: { body: jsonBody(z.object({ password: z.string().max(200) })) },
  responses: { ...nothing },
  problems: [...mine, 'invalid_credentials', 'open_orders', 'conflict', 'dependency_unavailable'],
})

export const readPreferences = operation('get', '/api/me/preferences', {
  operationId: 'GetPreferences',
  ...me,
  responses: { 200: jsonAnswer(Preferences, 'Preferences') },
  problems: ['unauthenticated'],
})

export const changePreferences = operation('put', '/api/me/preferences', {
  operationId: 'ChangePreferences',
  ...me,
  request: { body: jsonBody(Preferences) },
  responses: { 200: jsonAnswer(Preferences, 'Preferences') },
  problems: ['invalid_request', 'unauthenticated'],
})

const someAddresses = { 200: jsonAnswer(z.object({ items: z.array(SavedAddress) }), 'Addresses') }
const addressParam = z.object({ addressId: z.string().max(80) })

export const listAddresses = operation('get', '/api/me/addresses', {
  operationId: 'ListAddresses',
  ...me,
  responses: { ...someAddresses },
  problems: ['unauthenticated'],
})

export const addAddress = operation('post', '/api/me/addresses', {
  operationId: 'AddAddress',
  ...me,
  request: { body: jsonBody(AddressWish) },
  responses: { 201: jsonAnswer(SavedAddress, 'The address') },
  problems: ['invalid_request', 'unauthenticated', 'conflict'],
})

export const changeAddress = operation('put', '/api/me/addresses/{addressId}', {
  operationId: 'ChangeAddress',
  ...me,
  request: { params: addressParam, body: jsonBody(AddressWish) },
  responses: { 200: jsonAnswer(SavedAddress, 'The address') },
  problems: mine,
})

export const removeAddress = operation('delete', '/api/me/addresses/{addressId}', {
  operationId: 'RemoveAddress',
  ...me,
  request: { params: addressParam },
  responses: { ...nothing },
  problems: mine,
})
