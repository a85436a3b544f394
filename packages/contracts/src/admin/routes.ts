import { z } from '@hono/zod-openapi'
import { CursorQuery, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { forAnyone, forStaff } from '../operation.ts'
import { NewSettings, SettingsChange, SettingsDetail, SettingsView, Shop } from './schemas.ts'
import { SettingsNamespace } from './settings.ts'

const oneNamespace = { params: z.object({ namespace: SettingsNamespace }) }

/** What the front of a shop needs: identity, versions of legal texts, thresholds, return window, whether it is a demo. */
export const readShop = forAnyone('GetShop', 'GET /api/shop', {
  responses: { 200: jsonAnswer(Shop, 'The shop') },
})

export const listSettings = forStaff('ListSettings', 'GET /api/settings', {
  responses: { 200: jsonAnswer({ items: z.array(SettingsView) }, 'All settings, by concern') },
})

export const readSettings = forStaff('GetSettings', 'GET /api/settings/{namespace}', {
  request: oneNamespace,
  responses: { 200: jsonAnswer(SettingsDetail, 'The settings of the concern') },
  problems: ['invalid_request'],
})

/**
 * Replaces what is set of a concern; `If-Match` holds off changes of others. It counts on every service within seconds, for what
 * begins from then on: orders keep what they were placed with.
 */
export const replaceSettings = forStaff('ReplaceSettings', 'PUT /api/settings/{namespace}', {
  request: { ...oneNamespace, body: jsonBody(NewSettings) },
  responses: { 200: jsonAnswer(SettingsDetail, 'The settings as they are now') },
  problems: ['invalid_request', 'precondition_failed', 'conflict'],
})

/** Newest first. */
export const listSettingsChanges = forStaff(
  'ListSettingsChanges',
  'GET /api/settings/{namespace}/changes',
  {
    request: { ...oneNamespace, query: CursorQuery },
    responses: { 200: jsonAnswer(pageOf(SettingsChange), 'Who changed what, when and why') },
    problems: ['invalid_request'],
  },
)
