import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../common.ts'
import { forStaff } from '../operation.ts'
import {
  NewCarrier,
  NewCarrierOption,
  NewShippingZone,
  NewTariff,
  TariffBook,
  TariffId,
  TariffImport,
  TariffImportResult,
  TariffPreview,
  TariffPreviewRequest,
} from './tariff-schemas.ts'

const answer = { 200: jsonAnswer(TariffBook, 'The tariffs now') }
const usual = ['invalid_request', 'conflict', 'dependency_unavailable'] as const
const oneTariff = { params: z.object({ optionId: TariffId, zoneId: TariffId }) }

/** Carriers, options, zones and tariffs, with who changed what and when; of one option when it is named. */
export const readTariffs = forStaff('GetShippingTariffs', 'GET /api/shipping-tariffs', {
  request: { query: z.object({ optionId: z.string().max(40).optional() }) },
  responses: answer,
  problems: ['not_found', 'dependency_unavailable'],
})

/** Sets what an option costs in a zone from now on; orders keep what they were placed with. Repeating it changes nothing. */
export const putTariff = forStaff('PutTariff', 'PUT /api/shipping-tariffs/{optionId}/{zoneId}', {
  request: { ...oneTariff, body: jsonBody(NewTariff) },
  responses: answer,
  problems: [...usual, 'not_found'],
})

/** Takes an option out of a zone; one that is not offered there is no error. */
export const deleteTariff = forStaff(
  'DeleteTariff',
  'DELETE /api/shipping-tariffs/{optionId}/{zoneId}',
  { request: oneTariff, responses: answer, problems: usual },
)

/** What a basket would cost to ship, with tariffs to try. Nothing is stored. */
export const previewTariffs = forStaff('PreviewTariffs', 'POST /api/shipping-tariffs/preview', {
  request: { body: jsonBody(TariffPreviewRequest) },
  responses: { 200: jsonAnswer(TariffPreview, 'Prices by option') },
  problems: ['invalid_request', 'not_found', 'dependency_unavailable'],
})

/**
 * Imports a tariff table: all of it, or nothing. Preview it first: it says what would change and names each bad line, and its
 * `version` is the one to import with.
 */
export const importTariffs = forStaff('ImportTariffs', 'POST /api/shipping-tariffs/import', {
  request: { body: jsonBody(TariffImport) },
  responses: { 200: jsonAnswer(TariffImportResult, 'What changed, or would') },
  problems: usual,
})

/** Creates or changes a carrier. One that is not active offers nothing. */
export const putCarrier = forStaff('PutCarrier', 'PUT /api/carriers/{code}', {
  request: { params: z.object({ code: TariffId }), body: jsonBody(NewCarrier) },
  responses: answer,
  problems: usual,
})

/** Creates or changes an option of a carrier. It is offered where it has a tariff. */
export const putCarrierOption = forStaff(
  'PutCarrierOption',
  'PUT /api/carriers/{code}/options/{optionId}',
  {
    request: {
      params: z.object({ code: TariffId, optionId: TariffId }),
      body: jsonBody(NewCarrierOption),
    },
    responses: answer,
    problems: [...usual, 'not_found'],
  },
)

/** Creates or changes a zone. Refuses an area that is in another zone already. */
export const putShippingZone = forStaff('PutShippingZone', 'PUT /api/shipping-zones/{zoneId}', {
  request: { params: z.object({ zoneId: TariffId }), body: jsonBody(NewShippingZone) },
  responses: answer,
  problems: usual,
})
