import { describe, expect, it } from 'vitest'
import { notificationsFr } from '../../../messages/operations/notifications.ts'
import { faultWords } from './template-faults.ts'
import { fieldOfPath, textsOf, valuesOf } from './template-texts.ts'

const { faults } = notificationsFr.templates

describe('what is wrong with a text', () => {
  it.each([
    ['there is no {{ nmber }} here', faults.unknown('nmber')],
    ['{{ number }} is missing', faults.missing('number')],
    ['HTML is not shown: write Markdown', faults.html],
    ['images are not shown', faults.image],
    ['a link leads to https:, mailto: or a placeholder', faults.link],
    ['tag {% for %} not closed', faults.other('tag {% for %} not closed')],
  ])('%j is said in the language of the page', (message, expected) => {
    expect(faultWords(message, faults)).toBe(expected)
  })

  it('stands at the field of its language', () => {
    expect(fieldOfPath('fr.body')).toBe('frBody')
    expect(fieldOfPath('en.short')).toBe('enShort')
    expect(fieldOfPath('note')).toBe('note')
  })
})

describe('the texts of a template', () => {
  it('are the same after the form as before it', () => {
    const fr = { subject: 'Objet', body: 'Texte', short: 'Court' }
    const en = { subject: 'Subject', body: 'Text', short: 'Short' }
    expect(textsOf(valuesOf({ fr, en }))).toEqual({ fr, en })
  })
})
