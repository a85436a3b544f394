import {
  deleteTariff,
  importTariffs,
  previewTariffs as previewRoute,
  putCarrierOption,
  putCarrier as putCarrierRoute,
  putShippingZone,
  putTariff,
  readTariffs,
} from '@comptoir/contracts/shipping/tariff-routes'
import type { TariffBook } from '@comptoir/contracts/shipping/tariff-schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import {
  type Author,
  putCarrier,
  putOption,
  putTariffs,
  putZone,
  removeTariff,
  type Tariffs,
} from '../tariffs/tariff-book.ts'
import { importTable } from '../tariffs/tariff-import.ts'
import { previewTariffs } from '../tariffs/tariff-preview.ts'

type TariffDeps = Pick<Deps, 'tariffs' | 'clock'>

type Change = { readonly optionId?: string; readonly reason?: string | undefined }

/** Carriers, options, zones and tariffs, in the hands of staff. */
export function addTariffRoutes(app: ServiceApp, deps: TariffDeps): void {
  addTariffChanges(app, deps)
  addCarrierChanges(app, deps)
}

/** Changes the tariffs by a rule, in the name of who asks. */
const changer =
  ({ tariffs, clock }: TariffDeps) =>
  async (
    by: string,
    { optionId, reason }: Change,
    rule: (book: Tariffs, by: Author) => Tariffs,
  ) => {
    const author = { by, at: clock().toISOString(), reason }
    return viewOf(await tariffs.change((book) => rule(book, author), optionId))
  }

function addTariffChanges(app: ServiceApp, deps: TariffDeps): void {
  const { tariffs, clock } = deps
  const change = changer(deps)

  app.openapi(readTariffs, async (c) => {
    const { optionId } = c.req.valid('query')
    const book = viewOf(await tariffs.get())
    return c.json(optionId ? ofOption(book, optionId) : book, 200)
  })

  app.openapi(putTariff, async (c) => {
    const { reason, ...tariff } = c.req.valid('json')
    const which = c.req.valid('param')
    const asked = { optionId: which.optionId, reason }
    const book = await change(currentUser(c).id, asked, (before, by) =>
      putTariffs(before, [{ ...which, ...tariff }], by),
    )
    return c.json(book, 200)
  })

  app.openapi(deleteTariff, async (c) => {
    const which = c.req.valid('param')
    const { optionId } = which
    const book = await change(currentUser(c).id, { optionId }, (before, by) =>
      removeTariff(before, which, by),
    )
    return c.json(book, 200)
  })

  app.openapi(previewRoute, async (c) =>
    c.json(previewTariffs((await tariffs.get()).data, c.req.valid('json')), 200),
  )

  app.openapi(importTariffs, async (c) => {
    const asked = c.req.valid('json')
    const author = { by: currentUser(c).id, at: clock().toISOString(), reason: asked.reason }
    return c.json(await importTable(tariffs, asked, author), 200)
  })
}

function addCarrierChanges(app: ServiceApp, deps: TariffDeps): void {
  const change = changer(deps)

  app.openapi(putCarrierRoute, async (c) => {
    const { reason, ...carrier } = c.req.valid('json')
    const { code } = c.req.valid('param')
    const book = await change(currentUser(c).id, { reason }, (before, by) =>
      putCarrier(before, { code, ...carrier }, by),
    )
    return c.json(book, 200)
  })

  app.openapi(putCarrierOption, async (c) => {
    const { reason, ...option } = c.req.valid('json')
    const { code: carrierCode, optionId } = c.req.valid('param')
    const book = await change(currentUser(c).id, { optionId, reason }, (before, by) =>
      putOption(before, { optionId, carrierCode, ...option }, by),
    )
    return c.json(book, 200)
  })

  app.openapi(putShippingZone, async (c) => {
    const { reason, ...zone } = c.req.valid('json')
    const { zoneId } = c.req.valid('param')
    const book = await change(currentUser(c).id, { reason }, (before, by) =>
      putZone(before, { zoneId, ...zone }, by),
    )
    return c.json(book, 200)
  })
}

const viewOf = ({ data, version }: Document<Tariffs>): TariffBook => ({ ...data, version })

function ofOption(book: TariffBook, optionId: string): TariffBook {
  const option = book.options.find((one) => one.optionId === optionId)
  if (!option) throw refuse('not_found', `there is no option ${optionId}`)
  const isOfIt = (one: { optionId?: string | undefined }) => one.optionId === optionId
  return {
    ...book,
    carriers: book.carriers.filter(({ code }) => code === option.carrierCode),
    options: [option],
    tariffs: book.tariffs.filter(isOfIt),
    history: book.history.filter(isOfIt),
  }
}
