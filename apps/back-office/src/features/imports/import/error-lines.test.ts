import { describe, expect, it } from 'vitest'
import { readErrorLines } from './error-lines.ts'

describe('the errors of an import', () => {
  it('are read by line, whatever stands in their cells', () => {
    const csv = [
      '\uFEFFkind,line,id,reason,text',
      'refused,3,A-3,"no price, and none before","A-3;""Tasse"";\r\nsuite"',
      "noted,4,A-4,,'=1+1",
      '',
    ].join('\r\n')
    expect(readErrorLines(csv)).toEqual([
      {
        ...{ kind: 'refused', line: '3', id: 'A-3', reason: 'no price, and none before' },
        text: 'A-3;"Tasse";\r\nsuite',
      },
      { kind: 'noted', line: '4', id: 'A-4', reason: '', text: '=1+1' },
    ])
  })

  it('may be none', () => {
    expect(readErrorLines('\uFEFFkind,line,id,reason,text\r\n')).toEqual([])
    expect(readErrorLines('')).toEqual([])
  })
})
