import { countedEn, countedFr } from '../counted.ts'

/** What the steps of a return and withdrawals say. */
export const returnStepsFr = {
  receive: {
    title: 'Ce qui est arrivé',
    count: (sku: string, of: number) => `${sku} : arrivés, sur ${of}`,
    run: 'Enregistrer l’arrivée',
    nothing: 'Rien n’est arrivé : dites au moins une pièce.',
  },
  inspect: {
    title: 'Contrôle',
    text: 'Dites de chaque pièce arrivée ce qu’elle devient. Le remboursement part ensuite tout seul.',
    arrived: (sku: string, n: number) =>
      `${sku} : ${countedFr(n, 'pièce arrivée', 'pièces arrivées')}`,
    restock: 'En vente',
    scrap: 'Au rebut',
    refuse: 'Refusées',
    refusedAs: 'Refusées parce que',
    refusals: { unsealed: 'Descellées', used: 'Utilisées', other: 'Autre raison' },
    note: 'Note',
    unfinished: (sku: string, n: number) =>
      n > 0
        ? `${sku} : encore ${countedFr(n, 'pièce', 'pièces')} à décider.`
        : `${sku} : ${countedFr(-n, 'pièce', 'pièces')} de trop.`,
    effect: (restock: number, scrap: number, refuse: number) =>
      `${countedFr(restock, 'pièce remise', 'pièces remises')} en vente, ${countedFr(scrap, 'mise', 'mises')} au rebut, ${countedFr(refuse, 'refusée', 'refusées')} sans remboursement.`,
    run: 'Enregistrer le contrôle',
  },
  withdrawals: {
    title: 'Rétractations',
    presets: {
      all: 'Toutes',
      unmatched: 'Sans commande',
      open: 'En cours',
      cancel: 'Commande annulée',
      return: 'Retour',
      late: 'Hors délai',
      excluded: 'Exclues',
    },
    outcomes: {
      open: 'En cours',
      cancel: 'Commande annulée',
      return: 'Retour',
      unmatched: 'Sans commande',
      late: 'Hors délai',
      excluded: 'Exclue',
    },
    columns: {
      confirmedAt: 'Confirmée le',
      name: 'Nom',
      email: 'E-mail',
      orderNumber: 'Commande nommée',
      outcome: 'Suite',
      refundBy: 'Rendre avant le',
      leads: 'Mène à',
    },
    attach: 'Rattacher à une commande',
    // begins with what the button shows, for who says it aloud
    attachFrom: (name: string) => `Rattacher à une commande : ${name}`,
    attachOf: (name: string) => `Rattacher la rétractation de ${name}`,
    attachText: (number: string, email: string) => `Elle nomme ${number}, avec l’adresse ${email}.`,
    find: 'Numéro, e-mail ou nom',
    search: 'Chercher',
    choose: 'Commande',
    none: 'Aucune commande trouvée.',
    effect: 'Ce qui en suit (annulation ou retour) est décidé au moment où elle a été confirmée.',
    open: 'Ouvrir',
  },
}

type ReturnStepMessages = typeof returnStepsFr

export const returnStepsEn: ReturnStepMessages = {
  receive: {
    title: 'What arrived',
    count: (sku, of) => `${sku}: arrived, of ${of}`,
    run: 'Record the arrival',
    nothing: 'Nothing arrived: say one piece at least.',
  },
  inspect: {
    title: 'Inspection',
    text: 'Say of each piece that arrived what becomes of it. The refund then leaves by itself.',
    arrived: (sku, n) => `${sku}: ${countedEn(n, 'piece', 'pieces')} arrived`,
    restock: 'Back on sale',
    scrap: 'Scrapped',
    refuse: 'Refused',
    refusedAs: 'Refused because',
    refusals: { unsealed: 'Seal broken', used: 'Used', other: 'Other reason' },
    note: 'Note',
    unfinished: (sku, n) =>
      n > 0
        ? `${sku}: ${countedEn(n, 'piece', 'pieces')} left to decide.`
        : `${sku}: ${countedEn(-n, 'piece', 'pieces')} too many.`,
    effect: (restock, scrap, refuse) =>
      `${countedEn(restock, 'piece', 'pieces')} back on sale, ${scrap} scrapped, ${refuse} refused without refund.`,
    run: 'Record the inspection',
  },
  withdrawals: {
    title: 'Withdrawals',
    presets: {
      all: 'All',
      unmatched: 'Without an order',
      open: 'Under way',
      cancel: 'Order cancelled',
      return: 'Return',
      late: 'Too late',
      excluded: 'Excluded',
    },
    outcomes: {
      open: 'Under way',
      cancel: 'Order cancelled',
      return: 'Return',
      unmatched: 'Without an order',
      late: 'Too late',
      excluded: 'Excluded',
    },
    columns: {
      confirmedAt: 'Confirmed',
      name: 'Name',
      email: 'Email',
      orderNumber: 'Order named',
      outcome: 'Outcome',
      refundBy: 'Give back by',
      leads: 'Leads to',
    },
    attach: 'Attach to an order',
    attachFrom: (name) => `Attach to an order: ${name}`,
    attachOf: (name) => `Attach the withdrawal of ${name}`,
    attachText: (number, email) => `It names ${number}, with the address ${email}.`,
    find: 'Number, email or name',
    search: 'Search',
    choose: 'Order',
    none: 'No order found.',
    effect:
      'What follows (cancellation or return) is decided by the moment at which it was confirmed.',
    open: 'Open',
  },
}
