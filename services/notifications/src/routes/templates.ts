import { TemplateKey } from '@comptoir/contracts/notifications/schemas'
import * as contract from '@comptoir/contracts/notifications/templates'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { ifMatchOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { templateFaults } from '../templates/check-template.ts'
import { exampleOf } from '../templates/examples.ts'
import { renderMessage, renderShort } from '../templates/render.ts'
import { addVersion, publish, type Template, untouched } from '../templates/template.ts'
import { templateSummaryOf, templateViewOf, textsOf } from '../templates/template-view.ts'

type TemplateDeps = Pick<Deps, 'templates' | 'shop' | 'clock'>

/** The texts of messages, which staff edit. */
export function addTemplateRoutes(app: ServiceApp, deps: TemplateDeps): void {
  const { templates, shop } = deps
  const read = async (key: TemplateKey) =>
    (await templates.get(key)) ?? { version: 0, data: untouched(key) }

  app.openapi(contract.listTemplates, async (c) => {
    const edited = await templates.getMany(TemplateKey.options)
    const byKey = new Map(edited.map(({ data }) => [data.template, data]))
    const all = TemplateKey.options.map((key) => byKey.get(key) ?? untouched(key))
    return c.json({ items: all.map(templateSummaryOf) }, 200)
  })

  app.openapi(contract.readTemplate, async (c) =>
    c.json(templateViewOf(await read(c.req.valid('param').template)), 200),
  )

  app.openapi(contract.readTemplateVersion, async (c) => {
    const { template, version } = c.req.valid('param')
    const { data } = await read(template)
    return c.json({ template, version, texts: textsOf(data, version) }, 200)
  })

  addPreview(app, shop)
  addChanging(app, deps)
}

function addPreview(app: ServiceApp, shop: Deps['shop']): void {
  app.openapi(contract.previewTemplate, (c) => {
    const { template } = c.req.valid('param')
    const texts = c.req.valid('json')
    requireSound(template, texts)
    const values = exampleOf(template)
    const shown = (locale: 'fr' | 'en') => ({
      mail: renderMessage(texts[locale], { locale, values, shop }),
      short: renderShort(texts[locale], { locale, values }),
    })
    return c.json({ fr: shown('fr'), en: shown('en') }, 200)
  })
}

function addChanging(app: ServiceApp, { templates, clock }: TemplateDeps): void {
  /** Changes a template, which is not stored before it is edited. */
  const change = async (
    key: TemplateKey,
    rule: (known: Template) => Template,
    ifVersion?: number,
  ) =>
    await templates.upsert(key, (known = untouched(key), version) => {
      if (ifVersion !== undefined && ifVersion !== version) throw refuse('precondition_failed')
      return { next: rule(known) }
    })

  app.openapi(contract.addTemplateVersion, async (c) => {
    const { template } = c.req.valid('param')
    const { note, ...texts } = c.req.valid('json')
    requireSound(template, texts)
    const draft = {
      ...{ texts, at: clock().toISOString(), by: currentUser(c).id },
      ...(note && { note }),
    }
    const rule = (known: Template) => addVersion(known, draft)
    return c.json(templateViewOf(await change(template, rule, ifMatchOf(c))), 201)
  })

  app.openapi(contract.publishTemplate, async (c) => {
    const { template } = c.req.valid('param')
    const { version } = c.req.valid('json')
    const by = { at: clock().toISOString(), by: currentUser(c).id }
    const rule = (known: Template) => publish(known, { version, ...by })
    return c.json(templateViewOf(await change(template, rule, ifMatchOf(c))), 200)
  })
}

/** Refuses texts that may not be sent, by field. */
function requireSound(template: TemplateKey, texts: contract.TemplateTexts): void {
  const errors = templateFaults(template, texts)
  if (errors.length > 0) throw refuse('invalid_request', errors[0]?.message, { errors })
}
