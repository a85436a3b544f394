import { countedEn, countedFr } from '../counted.ts'

/** What is done with many orders at once. */
export const bulkFr = {
  print: 'Imprimer les étiquettes',
  slips: 'Avec les bons de livraison',
  start: 'Préparer le PDF',
  finding: 'Recherche des colis…',
  printing: (printed: number, total: number) => `${printed} sur ${total} étiquettes`,
  noParcels: 'Ces commandes n’ont aucun colis à étiqueter.',
  open: 'Ouvrir le PDF',
  printed: (n: number) => `${countedFr(n, 'étiquette', 'étiquettes')}.`,
  skipped: (n: number) => `${countedFr(n, 'colis laissé', 'colis laissés')} de côté :`,
  reasons: {
    unknown: 'inconnu',
    cancelled: 'annulé',
    held: 'retenu',
    left: 'déjà parti',
    too_many: 'trop nombreux pour un lot',
  },
  failed: (reason: string) => `Le lot a échoué : ${reason}. Préparez-le de nouveau.`,
  handOver: 'Marquer remis',
  handOverEffect: (n: number) =>
    `Les colis étiquetés de ${countedFr(n, 'commande', 'commandes')} sont remis au transporteur maintenant ; l’argent autorisé est encaissé et les clients sont prévenus.`,
  handedOver: (n: number) => `${countedFr(n, 'expédition remise', 'expéditions remises')}.`,
  notHandedOver: (n: number) =>
    `${countedFr(n, 'expédition n’a pas pu l’être', 'expéditions n’ont pas pu l’être')} : recommencez.`,
  nothingReady: (n: number) =>
    `${countedFr(n, 'commande n’a rien', 'commandes n’ont rien')} à remettre, ou sans réponse.`,
}

export const bulkEn: typeof bulkFr = {
  print: 'Print labels',
  slips: 'With packing slips',
  start: 'Prepare the PDF',
  finding: 'Looking for parcels…',
  printing: (printed, total) => `${printed} of ${total} labels`,
  noParcels: 'These orders have no parcel to label.',
  open: 'Open the PDF',
  printed: (n) => `${countedEn(n, 'label', 'labels')}.`,
  skipped: (n) => `${countedEn(n, 'parcel', 'parcels')} left out:`,
  reasons: {
    unknown: 'unknown',
    cancelled: 'cancelled',
    held: 'held',
    left: 'has left',
    too_many: 'too many for one batch',
  },
  failed: (reason) => `The batch failed: ${reason}. Prepare it again.`,
  handOver: 'Mark handed over',
  handOverEffect: (n) =>
    `The labelled parcels of ${countedEn(n, 'order', 'orders')} are handed to the carrier now; held money is captured, and the customers are told.`,
  handedOver: (n) => `${countedEn(n, 'shipment', 'shipments')} handed over.`,
  notHandedOver: (n) => `${countedEn(n, 'shipment', 'shipments')} could not be: try again.`,
  nothingReady: (n) =>
    `${countedEn(n, 'order', 'orders')} had nothing to hand over, or gave no answer.`,
}
