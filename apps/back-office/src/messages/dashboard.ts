import { countedEn, countedFr } from './counted.ts'

/** What the dashboard says. */
export const dashboardFr = {
  title: 'Tableau de bord',
  back: 'Retour au tableau de bord',
  periods: { today: 'Aujourd’hui', last30Days: '30 derniers jours', now: 'À faire' },
  figures: {
    orders: 'Commandes',
    revenue: 'Chiffre d’affaires',
    'average-basket': 'Panier moyen',
    'refused-payments': 'Paiements refusés',
    'to-prepare': 'À préparer',
    late: 'En retard',
    'stock-alerts': 'Alertes de stock',
    'open-chats': 'Conversations ouvertes',
  },
  /** What a figure counts, above its list. */
  explained: {
    orders: 'Commandes confirmées : payées, ou leur argent est autorisé.',
    revenue:
      'Commandes confirmées et leurs modifications, moins ce qui a été remboursé le jour où l’argent est reparti.',
    'average-basket': 'Ce que valait chaque commande à sa confirmation, TVA comprise.',
    'refused-payments': 'Tentatives de paiement que le prestataire a refusées.',
    'to-prepare': 'Commandes confirmées dont tout n’est pas encore parti.',
    late: 'Commandes qui ne sont pas arrivées au jour promis.',
    'stock-alerts': 'Références basses, épuisées ou vendues en trop.',
    'open-chats': 'Conversations qui ne sont pas terminées.',
  },
  kinds: {
    sale: 'Vente',
    edit: 'Modification',
    refund: 'Remboursement',
    refund_failed: 'Remboursement échoué',
    void: 'Autorisation levée',
    due: 'À encaisser',
    refusal: 'Paiement refusé',
    order: 'Commande',
    sku: 'Référence',
    chat: 'Conversation',
  },
  net: (amount: string) => `${amount} hors TVA`,
  ordersByDay: 'Commandes par jour',
  revenueByDay: 'Chiffre d’affaires par jour, TVA comprise',
  refusedByDay: 'Paiements refusés par jour',
  day: 'Jour',
  asTable: 'En tableau',
  ticker: 'Dernières commandes',
  noOrders: 'Aucune commande pour l’instant : la première s’affichera ici.',
  columns: { kind: 'Quoi', what: 'Objet', at: 'Le', gross: 'TTC', net: 'Hors TVA' },
  nothing: 'Rien ne compte dans ce chiffre pour l’instant.',
  rebuild: 'Recompter les chiffres',
  rebuildEffect:
    'Les journaux d’événements de tous les services sont relus depuis leur début. Rien n’est compté deux fois, et les chiffres restent affichés.',
  rebuilds: { running: 'Recomptage en cours', done: 'Recomptage terminé' },
  rebuildRead: (read: number, taken: number) =>
    `${countedFr(read, 'événement lu', 'événements lus')}, dont ${countedFr(taken, 'compté', 'comptés')}.`,
  rebuildUnreadable: (n: number, reason: string) =>
    `${countedFr(n, 'événement illisible', 'événements illisibles')} (${reason}).`,
  rebuildCut: (services: string) =>
    `Le début des journaux n’existe plus : ${services}. Ce qui le précède n’est pas recompté.`,
}

export type DashboardTexts = typeof dashboardFr

export const dashboardEn: DashboardTexts = {
  title: 'Dashboard',
  back: 'Back to the dashboard',
  periods: { today: 'Today', last30Days: 'Last 30 days', now: 'To do' },
  figures: {
    orders: 'Orders',
    revenue: 'Revenue',
    'average-basket': 'Average basket',
    'refused-payments': 'Refused payments',
    'to-prepare': 'To prepare',
    late: 'Late',
    'stock-alerts': 'Stock alerts',
    'open-chats': 'Open conversations',
  },
  explained: {
    orders: 'Confirmed orders: paid, or their money is held.',
    revenue:
      'Confirmed orders and their edits, less what was refunded on the day the money went back.',
    'average-basket': 'What each order came to as it was confirmed, VAT included.',
    'refused-payments': 'Attempts to pay that the provider refused.',
    'to-prepare': 'Confirmed orders of which something has not left yet.',
    late: 'Orders that have not arrived on the promised day.',
    'stock-alerts': 'SKUs that are low, out of stock or oversold.',
    'open-chats': 'Conversations that have not ended.',
  },
  kinds: {
    sale: 'Sale',
    edit: 'Edit',
    refund: 'Refund',
    refund_failed: 'Failed refund',
    void: 'Hold released',
    due: 'To be paid',
    refusal: 'Refused payment',
    order: 'Order',
    sku: 'SKU',
    chat: 'Conversation',
  },
  net: (amount) => `${amount} without VAT`,
  ordersByDay: 'Orders by day',
  revenueByDay: 'Revenue by day, VAT included',
  refusedByDay: 'Refused payments by day',
  day: 'Day',
  asTable: 'As a table',
  ticker: 'Latest orders',
  noOrders: 'No order yet: the first one will appear here.',
  columns: { kind: 'Kind', what: 'Item', at: 'At', gross: 'With VAT', net: 'Without VAT' },
  nothing: 'Nothing counts in this figure yet.',
  rebuild: 'Recount the figures',
  rebuildEffect:
    'The event logs of all services are read again from their beginning. Nothing is counted twice, and the figures stay visible.',
  rebuilds: { running: 'Recounting', done: 'Recounted' },
  rebuildRead: (read, taken) =>
    `${countedEn(read, 'event', 'events')} read, ${countedEn(taken, 'counted', 'counted')}.`,
  rebuildUnreadable: (n, reason) =>
    `${countedEn(n, 'event', 'events')} could not be read (${reason}).`,
  rebuildCut: (services) =>
    `The beginning of these logs is gone: ${services}. What was before is not recounted.`,
}
