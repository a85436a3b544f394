import { codeEn, codeFr } from './codes.ts'
import { figureEn, figureFr } from './figures.ts'
import { ruleFormEn, ruleFormFr } from './rule-form.ts'
import { sentenceEn, sentenceFr } from './sentences.ts'
import { trialEn, trialFr } from './trial.ts'

/** What promotions, their codes and figures say. */
export const promotionsFr = {
  back: 'Retour à la liste',
  make: 'Nouvelle promotion',
  columns: {
    name: 'Nom',
    status: 'État',
    code: 'Code',
    benefit: 'Avantage',
    period: 'Période',
    priority: 'Rang',
    updated: 'Modifiée le',
  },
  presets: {
    all: 'Toutes',
    active: 'En cours',
    scheduled: 'À venir',
    draft: 'Brouillons',
    paused: 'En pause',
    ended: 'Terminées',
    archived: 'Archivées',
  },
  statuses: {
    draft: 'Brouillon',
    scheduled: 'À venir',
    active: 'En cours',
    paused: 'En pause',
    ended: 'Terminée',
    archived: 'Archivée',
  },
  automatic: 'sans code',
  batches: 'codes uniques',
  tabs: { rule: 'Règle', codes: 'Codes', figures: 'Chiffres', trial: 'Essai' },
  actions: {
    publish: 'Publier',
    publishEffect: (rule: string) => `Dès maintenant, dans sa période : ${rule}`,
    pause: 'Mettre en pause',
    pauseEffect: 'Elle ne vaut plus pour les nouveaux paniers. Les commandes passées la gardent.',
    resume: 'Reprendre',
    resumeEffect: (rule: string) => `Elle vaut de nouveau : ${rule}`,
    archive: 'Archiver',
    archiveEffect:
      'Elle se termine pour toujours et ne peut plus être modifiée ; son code peut servir à une autre.',
  },
  sentences: sentenceFr,
  form: ruleFormFr,
  codes: codeFr,
  figures: figureFr,
  trial: trialFr,
}

export type PromotionTexts = typeof promotionsFr

export const promotionsEn = {
  back: 'Back to the list',
  make: 'New promotion',
  columns: {
    name: 'Name',
    status: 'State',
    code: 'Code',
    benefit: 'Benefit',
    period: 'Period',
    priority: 'Rank',
    updated: 'Changed',
  },
  presets: {
    all: 'All',
    active: 'Active',
    scheduled: 'Scheduled',
    draft: 'Drafts',
    paused: 'Paused',
    ended: 'Ended',
    archived: 'Archived',
  },
  statuses: {
    draft: 'Draft',
    scheduled: 'Scheduled',
    active: 'Active',
    paused: 'Paused',
    ended: 'Ended',
    archived: 'Archived',
  },
  automatic: 'without a code',
  batches: 'single-use codes',
  tabs: { rule: 'Rule', codes: 'Codes', figures: 'Figures', trial: 'Trial' },
  actions: {
    publish: 'Publish',
    publishEffect: (rule) => `From now on, within its period: ${rule}`,
    pause: 'Pause',
    pauseEffect: 'It applies to no new cart. Orders that were placed keep it.',
    resume: 'Resume',
    resumeEffect: (rule) => `It applies again: ${rule}`,
    archive: 'Archive',
    archiveEffect:
      'It ends for good and cannot be changed any more; its code may be given to another one.',
  },
  sentences: sentenceEn,
  form: ruleFormEn,
  codes: codeEn,
  figures: figureEn,
  trial: trialEn,
} satisfies PromotionTexts
