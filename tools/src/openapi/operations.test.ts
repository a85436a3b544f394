import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Dashboard } from '@comptoir/contracts/admin/dashboard'
import { StockChange } from '@comptoir/contracts/inventory/stock-stream'
import { InboxMessage } from '@comptoir/contracts/notifications/inbox'
import { HistoryEntry } from '@comptoir/contracts/orders/view'
import { problems } from '@comptoir/contracts/problem'
import { ConversationMessage, StaffConversation } from '@comptoir/contracts/support/schemas'
import { type AppId, appIds, isSite } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..', '..', '..')
const verbs =
  /^(Accept|Acknowledge|Act|Add|Answer|Apply|Approve|Archive|Arrange|Assign|Attach|Cancel|Capture|Change|Check|Close|Complete|Confirm|Create|Declare|Decline|Delete|Discard|Divide|Erase|Export|Get|Import|Inspect|List|LogIn|LogOut|LookUp|Mark|Merge|Move|Open|Pause|Pay|Place|Preview|Publish|Put|Quote|Rate|Receive|Record|Refresh|Refuse|Register|Reinstate|Reject|Release|Remove|Replace|Replay|Request|Resolve|Resume|Retry|Reverse|Review|Revoke|Run|Search|Send|Set|Signal|Stream|Suggest|Suspend|Track|Transfer|Undo|Withdraw)([A-Z][A-Za-z]*)?$/

/** What the events of our streams hold. */
const eventSchemas = Object.entries({
  ...{ HistoryEntry, InboxMessage, StockChange },
  ...{ ConversationMessage, StaffConversation, Dashboard },
})
/** Sites have pages. */
const withApi = appIds.filter((appId) => !isSite(appId))

type Operation = {
  readonly where: string
  readonly operationId?: string
  readonly answers: string[]
  readonly hasBody: boolean
}
type Written = { operationId?: string; responses: Record<string, object>; requestBody?: object }
type Stream = {
  example: string
  'x-oai-itemSchema': { properties: { data: { contentMediaType: string; contentSchema: object } } }
}
type Document = {
  info: { description: string }
  paths: Record<string, Record<string, Written>>
  components: { responses?: Record<string, { description: string; content: object }> }
}

function documentOf(appId: AppId): Document {
  return parse(readFileSync(join(root, 'services', appId, 'openapi.yaml'), 'utf8'))
}

/** The operations of a service's document; the gateway's holds those of all services. */
function operationsOf(appId: AppId): Operation[] {
  return Object.entries(documentOf(appId).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, responses, requestBody }]) => ({
      where: `${method.toUpperCase()} ${path}`,
      ...(operationId && { operationId }),
      answers: Object.keys(responses),
      hasBody: requestBody !== undefined,
    })),
  )
}

describe('the operations of the public API', () => {
  it.each(withApi)('have an id each, a verb and a noun: %s', (appId) => {
    const operations = operationsOf(appId)
    expect(operations.length).toBeGreaterThan(0)
    const odd = operations.filter(({ operationId }) => !verbs.test(operationId ?? ''))
    expect(odd.map(({ where }) => where)).toEqual([])
  })

  it('have ids that no other has', () => {
    const ids = operationsOf('gateway').map(({ operationId }) => operationId)
    expect(ids.length).toBeGreaterThan(90)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })

  it('are the same in the document of the gateway as in those of the services', () => {
    const own = withApi.filter((appId) => appId !== 'gateway').flatMap(operationsOf)
    expect(operationsOf('gateway')).toEqual(expect.arrayContaining(own))
  })

  it.each(withApi)('name what may answer any request before it is read: %s', (appId) => {
    for (const { where, answers, hasBody } of operationsOf(appId)) {
      const usual = [
        '400',
        '401',
        '408',
        '414',
        '429',
        '431',
        '503',
        ...(hasBody ? ['413', '415'] : []),
      ]
      expect([where, usual.filter((status) => !answers.includes(status))]).toEqual([where, []])
    }
  })
  it.each(withApi)('say once what answers every operation alike: %s', (appId) => {
    const { paths, components } = documentOf(appId)
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
    for (const status of ['408', '414', '431']) {
      const said = new Set(operations.map(({ responses }) => JSON.stringify(responses[status])))
      expect([...said]).toEqual([
        expect.stringMatching(/^{"\$ref":"#\/components\/responses\/\w+"}$/),
      ])
    }
    const text = JSON.stringify(paths)
    const refs = [...text.matchAll(/"#\/components\/responses\/(\w+)"/g)].map(([, name]) => name)
    expect([...new Set(refs)].sort()).toEqual(Object.keys(components.responses ?? {}).sort())
    for (const { content } of Object.values(components.responses ?? {})) {
      expect(JSON.stringify(content)).toContain('#/components/schemas/ProblemDetails')
    }
  })

  it('name every status that a problem has; the description says those of no operation', () => {
    const named = new Set(operationsOf('gateway').flatMap(({ answers }) => answers))
    const statuses = new Set(Object.values(problems).map(({ status }) => String(status)))
    const further = [...statuses].filter((status) => !named.has(status))
    expect(further.sort()).toEqual(['405', '500'])
    const { description } = documentOf('gateway').info
    for (const status of further) expect(description).toContain(status)
  })
  it('that stream say what an event is, with an example that is one', () => {
    const { paths } = documentOf('gateway')
    const streams = Object.values(paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ responses }) => {
        const answer = responses['200'] as { content?: Record<string, Stream> } | undefined
        return answer?.content?.['text/event-stream'] ?? []
      }),
    )
    expect(streams.length).toBeGreaterThan(0)
    for (const { example, ...stream } of streams) {
      const { data } = stream['x-oai-itemSchema'].properties
      expect(data.contentMediaType).toBe('application/json')
      expect(JSON.stringify(data.contentSchema)).toContain('#/components/schemas/')
      const lines = [...example.matchAll(/^data: (.*)$/gm)].map(([, text = '']) => JSON.parse(text))
      expect(lines).not.toEqual([])
      const schema = eventSchemas.find(([name]) =>
        JSON.stringify(data.contentSchema).includes(`/${name}"`),
      )?.[1]
      for (const line of lines) expect(schema?.safeParse(line).success).toBe(true)
    }
  })
})
