import { countedEn, countedFr } from '../counted.ts'

/** What the division of a shipment and the hand-over say. */
export const handOverFr = {
  divide: {
    title: 'Répartir en colis',
    open: 'Répartir autrement',
    by: 'Comment',
    ways: { hand: 'À la main', weight: 'Par poids', stock: 'Ce qui est là d’abord' },
    maxGrams: 'Poids d’un colis, en grammes au plus',
    wrongGrams: 'De 100 à 30 000 grammes.',
    available: (sku: string) => `${sku} : pièces qui sont là`,
    stockHint: 'Ce qui n’est pas là attend dans un colis retenu.',
    table: 'Pièces par colis',
    sku: 'Référence',
    left: 'Reste',
    cell: (sku: string, parcel: number) => `${sku}, colis ${parcel}`,
    hold: (parcel: number) => `Retenir le colis ${parcel}`,
    add: 'Ajouter un colis',
    unfinished: 'Chaque pièce doit être dans un colis, et chaque colis avoir quelque chose.',
    effect: 'Un colis dont le contenu change reçoit un nouveau numéro et une nouvelle étiquette.',
    run: 'Répartir',
  },
  handOver: {
    title: 'Remise au transporteur',
    text: 'Les colis dont l’étiquette est faite, par transporteur. Imprimez le bordereau, faites signer, puis confirmez.',
    none: 'Aucun colis n’attend d’être remis.',
    only: (n: number) => `Seulement ${countedFr(n, 'expédition choisie', 'expéditions choisies')}.`,
    tooMany: (n: number) => `${n} expéditions au plus à la fois : choisissez-en moins.`,
    cut: (n: number) =>
      `Il peut en manquer : seules les ${n} dernières expéditions de chaque état ont été lues. Les autres se choisissent dans la liste des expéditions.`,
    all: 'Montrer tout ce qui attend',
    columns: {
      choose: 'Choisir',
      parcel: 'Suivi',
      order: 'Commande',
      recipient: 'Destinataire',
      weight: 'Poids',
      state: 'État',
    },
    choose: (tracking: string) => `Choisir ${tracking}`,
    group: (carrier: string, n: number, kilos: string) =>
      `${carrier} : ${countedFr(n, 'colis', 'colis')}, ${kilos} kg`,
    run: (n: number) => `Remettre ${countedFr(n, 'colis', 'colis')}`,
    effect: (n: number, carriers: string) =>
      `${countedFr(n, 'colis est marqué remis', 'colis sont marqués remis')} à ${carriers}. Les clients en sont prévenus ; la commande ne peut plus être changée.`,
    states: { here: 'Ici', sending: 'En cours…', done: 'Remis', failed: 'À reprendre' },
    done: (n: number) => `${countedFr(n, 'colis remis', 'colis remis')}.`,
    failed: (n: number) =>
      `${countedFr(n, 'colis n’a pas pu l’être', 'colis n’ont pas pu l’être')}. Reprenez : rien n’est compté deux fois.`,
    print: 'Imprimer le bordereau',
    sheet: (date: string) => `Bordereau de remise du ${date}`,
    signature: 'Date, nom et signature du transporteur',
  },
}

type HandOverMessages = typeof handOverFr

export const handOverEn: HandOverMessages = {
  divide: {
    title: 'Divide into parcels',
    open: 'Divide otherwise',
    by: 'How',
    ways: { hand: 'By hand', weight: 'By weight', stock: 'What is here first' },
    maxGrams: 'Weight of a parcel, in grams at most',
    wrongGrams: 'From 100 to 30,000 grams.',
    available: (sku) => `${sku}: pieces that are here`,
    stockHint: 'What is not here waits in a parcel that is held.',
    table: 'Pieces by parcel',
    sku: 'SKU',
    left: 'Left',
    cell: (sku, parcel) => `${sku}, parcel ${parcel}`,
    hold: (parcel) => `Hold parcel ${parcel}`,
    add: 'Add a parcel',
    unfinished: 'Each piece has to be in a parcel, and each parcel has to hold something.',
    effect: 'A parcel whose contents change gets another number and another label.',
    run: 'Divide',
  },
  handOver: {
    title: 'Hand over to the carrier',
    text: 'Parcels whose label is made, by carrier. Print the list, have it signed, then confirm.',
    none: 'No parcel waits to be handed over.',
    only: (n) => `Only ${countedEn(n, 'chosen shipment', 'chosen shipments')}.`,
    tooMany: (n) => `At most ${n} shipments at once: choose fewer.`,
    cut: (n) =>
      `Some may be missing: only the latest ${n} shipments of each state were read. Choose the others in the list of shipments.`,
    all: 'Show all that waits',
    columns: {
      choose: 'Choose',
      parcel: 'Tracking',
      order: 'Order',
      recipient: 'Recipient',
      weight: 'Weight',
      state: 'State',
    },
    choose: (tracking) => `Choose ${tracking}`,
    group: (carrier, n, kilos) => `${carrier}: ${countedEn(n, 'parcel', 'parcels')}, ${kilos} kg`,
    run: (n) => `Hand over ${countedEn(n, 'parcel', 'parcels')}`,
    effect: (n, carriers) =>
      `${countedEn(n, 'parcel is marked', 'parcels are marked')} as handed over to ${carriers}. Customers are told; the order cannot be changed any more.`,
    states: { here: 'Here', sending: 'Under way…', done: 'Handed over', failed: 'To try again' },
    done: (n) => `${countedEn(n, 'parcel', 'parcels')} handed over.`,
    failed: (n) =>
      `${countedEn(n, 'parcel', 'parcels')} could not be. Try again: nothing counts twice.`,
    print: 'Print the list',
    sheet: (date) => `Hand-over list of ${date}`,
    signature: 'Date, name and signature of the carrier',
  },
}
