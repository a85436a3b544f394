import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..', '..')
const verbs =
  /^(Acknowledge|Add|Arrange|Cancel|Change|Check|Complete|Create|Delete|Get|Import|List|LogIn|LogOut|LookUp|Merge|Move|Open|Pay|Put|Quote|Receive|Record|Refresh|Register|Remove|Replace|Replay|Search|Set|Stream|Suggest|Track)([A-Z][A-Za-z]*)?$/

type Operation = {
  readonly where: string
  readonly operationId?: string
  readonly answers: string[]
  readonly hasBody: boolean
}
type Written = { operationId?: string; responses: object; requestBody?: object }

/** The operations of a service's document; the gateway's holds those of all services. */
function operationsOf(appId: AppId): Operation[] {
  const text = readFileSync(join(root, 'services', appId, 'openapi.yaml'), 'utf8')
  const { paths } = parse(text) as {
    paths: Record<string, Record<string, Written>>
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, responses, requestBody }]) => ({
      where: `${method.toUpperCase()} ${path}`,
      ...(operationId && { operationId }),
      answers: Object.keys(responses),
      hasBody: requestBody !== undefined,
    })),
  )
}

describe('the operations of the public API', () => {
  it.each(appIds)('have an id each, a verb and a noun: %s', (appId) => {
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
    const own = appIds.filter((appId) => appId !== 'gateway').flatMap(operationsOf)
    expect(operationsOf('gateway')).toEqual(expect.arrayContaining(own))
  })

  it.each(appIds)('name what may answer any request before it is read: %s', (appId) => {
    for (const { where, answers, hasBody } of operationsOf(appId)) {
      const usual = ['400', '401', '414', '429', '431', '503', ...(hasBody ? ['413', '415'] : [])]
      expect([where, usual.filter((status) => !answers.includes(status))]).toEqual([where, []])
    }
  })
})
