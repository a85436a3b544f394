import { z } from '@hono/zod-openapi'
import { callers, jsonAnswer, jsonBody } from '../common.ts'
import { Email } from '../email.ts'
import { forAnyone, forUsers } from '../operation.ts'
import { appIds } from '../topology.ts'
import { GivenPassword, NewPassword } from './password.ts'
import {
  AddressWish,
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

export const register = forAnyone('Register', 'POST /api/auth/register', {
  request: { body: jsonBody(Registration) },
  responses: { 201: aSession },
  problems: ['invalid_request', 'email_taken', 'rate_limited'],
})

export const logIn = forAnyone('LogIn', 'POST /api/auth/login', {
  request: { body: jsonBody({ email: Email, password: GivenPassword.min(1) }) },
  responses: { 200: aSession },
  problems: ['invalid_request', 'invalid_credentials', 'account_suspended', 'rate_limited'],
})

/** Each refresh token works once; a second use ends the whole session, save within the seconds that two tabs need. */
export const refreshSession = forAnyone('RefreshSession', 'POST /api/auth/refresh', {
  request: { body: refreshToken },
  responses: { 200: aSession },
  problems: ['invalid_request', 'invalid_token', 'account_suspended'],
})

export const logOut = forAnyone('LogOut', 'POST /api/auth/logout', {
  request: { body: refreshToken },
  responses: done,
  problems: ['invalid_request'],
})

export const logOutEverywhere = forUsers('LogOutEverywhere', 'POST /api/auth/logout-all', {
  responses: done,
})

export const changePassword = forUsers('ChangePassword', 'POST /api/auth/change-password', {
  request: {
    body: jsonBody({ currentPassword: GivenPassword, newPassword: NewPassword }),
  },
  responses: done,
  problems: ['invalid_request', 'invalid_credentials', 'rate_limited'],
})

const Jwk = z.looseObject({ kid: z.string(), kty: z.string(), alg: z.string(), use: z.string() })

/** The public keys of access tokens. */
export const readJwks = forAnyone('GetJwks', 'GET /.well-known/jwks.json', {
  ...callers(...appIds),
  responses: { 200: jsonAnswer({ keys: z.array(Jwk) }, 'Keys') },
})

export const readMe = forUsers('GetMe', 'GET /api/me', {
  responses: aProfile,
  problems: ['not_found'],
})

const IfMatch = z.object({ 'if-match': z.string().max(50).optional() })

/** Changes what is given; with `If-Match`, only the version that was read. */
export const changeMe = forUsers('ChangeMe', 'PATCH /api/me', {
  request: { headers: IfMatch, body: jsonBody(ProfileChange) },
  responses: aProfile,
  problems: [...mine, 'precondition_failed', 'conflict'],
})

/** Ends the account: what names the person goes, the books stay. Refused while orders are open. */
export const deleteMe = forUsers('DeleteMe', 'DELETE /api/me', {
  request: { body: jsonBody({ password: GivenPassword }) },
  responses: done,
  problems: [...mine, 'invalid_credentials', 'open_orders', 'conflict', 'dependency_unavailable'],
})

export const readPreferences = forUsers('GetPreferences', 'GET /api/me/preferences', {
  responses: { 200: jsonAnswer(Preferences, 'Preferences') },
})

export const changePreferences = forUsers('ChangePreferences', 'PUT /api/me/preferences', {
  request: { body: jsonBody(Preferences) },
  responses: { 200: jsonAnswer(Preferences, 'Preferences') },
  problems: ['invalid_request'],
})

const someAddresses = { 200: jsonAnswer({ items: z.array(SavedAddress) }, 'Addresses') }
const addressParam = z.object({ addressId: z.string().max(80) })

export const listAddresses = forUsers('ListAddresses', 'GET /api/me/addresses', {
  responses: someAddresses,
})

export const addAddress = forUsers('AddAddress', 'POST /api/me/addresses', {
  request: { body: jsonBody(AddressWish) },
  responses: { 201: jsonAnswer(SavedAddress, 'The address') },
  problems: ['invalid_request', 'conflict'],
})

export const changeAddress = forUsers('ChangeAddress', 'PUT /api/me/addresses/{addressId}', {
  request: { params: addressParam, body: jsonBody(AddressWish) },
  responses: { 200: jsonAnswer(SavedAddress, 'The address') },
  problems: mine,
})

export const removeAddress = forUsers('RemoveAddress', 'DELETE /api/me/addresses/{addressId}', {
  request: { params: addressParam },
  responses: done,
  problems: mine,
})
