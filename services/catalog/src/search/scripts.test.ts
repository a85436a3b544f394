import { describe, expect, it } from 'vitest'
import { createSearch } from './search.ts'
import { fold, wordsOf } from './text.ts'

const titles = [
  '蓝色马克杯',
  'ブルーマグカップ',
  '파란 머그컵',
  'แก้วกาแฟสีฟ้า',
  'Pile LR6 AA',
  'Tasse bleue',
  '红色茶壶',
  'ブルーバッグ',
]

function find(query: string): string[] {
  const search = createSearch([])
  titles.forEach((title, slot) => {
    search.add(slot, { title: { fr: title }, skus: [`S-${slot}`], categories: [], attributes: [] })
  })
  return search.find(query).slots.map((slot) => titles[slot] ?? '')
}

describe('a query in a script without spaces', () => {
  it.each([
    ['马克杯', '蓝色马克杯'],
    ['杯', '蓝色马克杯'],
    ['马', '蓝色马克杯'],
    ['蓝色 马克杯', '蓝色马克杯'],
    ['マグ', 'ブルーマグカップ'],
    ['カップ', 'ブルーマグカップ'],
    ['ﾏｸﾞｶｯﾌﾟ', 'ブルーマグカップ'],
    ['머그', '파란 머그컵'],
    ['컵', '파란 머그컵'],
    ['กาแฟ', 'แก้วกาแฟสีฟ้า'],
  ])('finds %s inside a title', (query, title) => {
    expect(find(query)).toEqual([title])
  })

  it('tells letters apart that differ by their mark', () => {
    expect(find('バッグ')).toEqual(['ブルーバッグ'])
    expect(find('パック')).toEqual([])
  })

  it('ranks the whole before a part', () => {
    expect(find('ブルーバッグ')[0]).toBe('ブルーバッグ')
  })
})

describe('full-width letters', () => {
  it('are the usual ones, in the query and in what is found', () => {
    expect(find('ＬＲ６')).toEqual(['Pile LR6 AA'])
    expect(wordsOf('Ｐｉｌｅ　ＬＲ６')).toEqual(['pile', 'lr6'])
    expect(fold('ﬁn')).toBe('fin')
  })

  it('leave Latin words as they were read before', () => {
    expect(wordsOf('L’Œuf à la coque, sofa-bed')).toEqual([
      'oeuf',
      'a',
      'la',
      'coque',
      'sofa',
      'bed',
    ])
    expect(wordsOf('杯 LR6 tasse-bleue')).toEqual(['杯', 'lr6', 'tasse', 'bleue'])
  })
})
