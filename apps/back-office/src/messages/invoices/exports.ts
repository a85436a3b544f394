import { countedEn, countedFr } from '../counted.ts'

/** What exports of documents say. */
export const exportFr = {
  columns: {
    days: 'Jours',
    what: 'Documents',
    form: 'Format',
    status: 'État',
    progress: 'Avancement',
    created: 'Demandé le',
    by: 'Par',
  },
  what: { all: 'Factures et avoirs', invoice: 'Factures', credit_note: 'Avoirs' },
  forms: { pdf: 'PDF', xml: 'XML' },
  statuses: {
    queued: 'En attente',
    running: 'En cours',
    done: 'Prêt',
    failed: 'Échoué',
    cancelled: 'Arrêté',
    expired: 'Expiré',
  },
  from: (from: string, to: string) => `Du ${from} au ${to}`,
  title: (from: string, to: string) => `Export du ${from} au ${to}`,
  make: 'Exporter des documents',
  makeHelp: 'Un fichier ZIP préparé en arrière-plan : 20 000 documents et 4 Go au plus.',
  days: 'Émis',
  kind: 'Documents',
  form: 'Format',
  begin: 'Préparer l’export',
  cancel: 'Arrêter l’export',
  download: (size: string) => `Télécharger le ZIP (${size})`,
  until: (moment: string) => `À télécharger jusqu’au ${moment}.`,
  failedSome: (n: number) =>
    `${countedFr(n, 'document n’a', 'documents n’ont')} pas de fichier lisible : un texte en tient lieu dans le ZIP.`,
  leftOut: 'Documents sans fichier',
  reasons: {
    too_many: 'Trop de documents : choisissez moins de jours.',
    too_large: 'Trop volumineux : choisissez moins de jours.',
    files_unreadable: 'Les fichiers n’ont pas pu être lus.',
  },
  fec: 'Fichier des écritures comptables (FEC)',
  fecHelp:
    'Les écritures d’un exercice, comme l’administration fiscale les demande. Le fichier nomme des clients.',
  fecSave: 'Télécharger le FEC',
  fecDays: 'Exercice',
}

export type ExportTexts = typeof exportFr

export const exportEn = {
  columns: {
    days: 'Days',
    what: 'Documents',
    form: 'Format',
    status: 'State',
    progress: 'Progress',
    created: 'Asked',
    by: 'By',
  },
  what: { all: 'Invoices and credit notes', invoice: 'Invoices', credit_note: 'Credit notes' },
  forms: { pdf: 'PDF', xml: 'XML' },
  statuses: {
    queued: 'Waiting',
    running: 'Running',
    done: 'Ready',
    failed: 'Failed',
    cancelled: 'Stopped',
    expired: 'Expired',
  },
  from: (from, to) => `${from} to ${to}`,
  title: (from, to) => `Export, ${from} to ${to}`,
  make: 'Export documents',
  makeHelp: 'A ZIP file, made in the background: 20,000 documents and 4 GB at most.',
  days: 'Issued',
  kind: 'Documents',
  form: 'Format',
  begin: 'Make the export',
  cancel: 'Stop the export',
  download: (size) => `Download the ZIP (${size})`,
  until: (moment) => `Can be downloaded until ${moment}.`,
  failedSome: (n) =>
    `${countedEn(n, 'document has', 'documents have')} no readable file: a text stands for each in the ZIP.`,
  leftOut: 'Documents without a file',
  reasons: {
    too_many: 'Too many documents: choose fewer days.',
    too_large: 'Too large: choose fewer days.',
    files_unreadable: 'The files could not be read.',
  },
  fec: 'Accounting entries (FEC)',
  fecHelp:
    'The entries of a financial year, as the tax administration asks for them. The file names customers.',
  fecSave: 'Download the FEC',
  fecDays: 'Financial year',
} satisfies ExportTexts
