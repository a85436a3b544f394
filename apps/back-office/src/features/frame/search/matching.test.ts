import { describe, expect, it } from 'vitest'
import { beginsSo, isMeant, stepped } from './matching.ts'

describe('what is typed', () => {
  it('means a name by the beginnings of its words, whatever their accents', () => {
    expect(isMeant('Factures et avoirs', 'avo fac')).toBe(true)
    expect(isMeant('Réglages', 'regl')).toBe(true)
    expect(isMeant('Journal d’audit', 'audit')).toBe(true)
    expect(isMeant('Commandes', 'andes')).toBe(false)
    expect(isMeant('Stock', 'stock bas')).toBe(false)
  })

  it('means everything as long as it is nothing', () => {
    expect(isMeant('Stock', ' ')).toBe(true)
  })
})

it('a name begins as what was typed, whatever the accents', () => {
  expect(beginsSo('Réception de marchandises', 'recep')).toBe(true)
  expect(beginsSo('Alertes de stock', 'stock')).toBe(false)
  expect(beginsSo('Stock', '')).toBe(false)
})

it('steps go round', () => {
  expect(stepped(2, 1, 3)).toBe(0)
  expect(stepped(0, -1, 3)).toBe(2)
  expect(stepped(0, 1, 0)).toBe(0)
})
