import { countedEn, countedFr } from '../counted.ts'

/** What goods received, imports and alerts of the stock say. */
export const stockWorkFr = {
  receive: {
    title: 'Réception de marchandises',
    text: 'Scannez ou tapez une référence, Entrée, la quantité, Entrée : la ligne part et la suivante commence.',
    note: 'Bon de livraison',
    reason: 'Motif',
    usualReason: 'Réception fournisseur',
    sku: 'Référence',
    quantity: 'Quantité',
    add: 'Recevoir',
    lines: 'Reçu dans cet onglet',
    none: 'Rien encore.',
    state: 'État',
    states: { sending: 'En cours…', done: 'Reçu', failed: 'Pas confirmé', refused: 'Refusé' },
    onHand: (n: string) => `${n} en main`,
    again: (sku: string) => `Renvoyer ${sku}`,
    forget: (sku: string) => `Retirer ${sku} de la liste`,
    sum: (lines: number, pieces: number) =>
      `${countedFr(lines, 'ligne reçue', 'lignes reçues')}, ${countedFr(pieces, 'pièce', 'pièces')}.`,
    once: 'Renvoyer ne compte pas deux fois : chaque ligne a sa propre clé.',
    clear: 'Vider les lignes reçues',
    unknownSku: 'Aucun stock n’est tenu pour cette référence.',
    openSku: 'Ouvrir',
    wrongSku: 'Lettres, chiffres, point, tiret ou souligné.',
  },
  import: {
    title: 'Import du stock',
    text: 'Une ligne par référence : sku;on_hand;low_threshold. Le seuil peut manquer. L’en-tête est nécessaire.',
    file: 'Fichier CSV',
    table: 'Ou collez le tableau',
    overwrite: 'Remplacer aussi ce qui est en main des références connues',
    overwriteHint: 'Sans cette case, seules les nouvelles références sont créées.',
    read: (items: number, errors: number) =>
      errors === 0
        ? `${countedFr(items, 'référence lue', 'références lues')}.`
        : `${countedFr(items, 'référence lue', 'références lues')}, ${countedFr(errors, 'ligne en erreur', 'lignes en erreur')}.`,
    effect: (n: number) =>
      `Ce qui est en main de ${countedFr(n, 'référence est remplacé', 'références est remplacé')} s’il diffère ; chaque différence est un mouvement.`,
    run: 'Importer',
    progress: (done: number, all: number) => `${done} sur ${all}`,
    outcomes: (created: number, changed: number, unchanged: number) =>
      `${countedFr(created, 'créée', 'créées')}, ${countedFr(changed, 'modifiée', 'modifiées')}, ${countedFr(unchanged, 'inchangée', 'inchangées')}.`,
    stopped: 'L’import s’est arrêté. Relancez-le : ce qui est fait n’est pas refait.',
    errors: 'Lignes en erreur',
    line: 'Ligne',
    fault: 'Ce qui ne va pas',
    faults: {
      header: 'L’en-tête doit avoir sku et on_hand.',
      sku: 'La référence manque ou a un caractère interdit.',
      onHand: 'on_hand : un nombre entier, de 0 à 1 000 000.',
      lowThreshold: 'low_threshold : un nombre entier, de 0 à 1 000 000.',
      twice: 'Cette référence est déjà plus haut.',
    },
  },
  alerts: {
    title: 'Alertes de stock',
    presets: { open: 'Ouvertes', acknowledged: 'Prises en charge', closed: 'Fermées' },
    columns: {
      sku: 'Référence',
      kind: 'Alerte',
      available: 'Disponible',
      raisedAt: 'Levée le',
      acknowledgedBy: 'Prise en charge par',
      action: 'À faire',
    },
    acknowledge: 'Prendre en charge',
    acknowledgeOne: (sku: string) => `Prendre en charge ${sku}`,
    failed: (n: number) =>
      `${countedFr(n, 'alerte n’a pas pu l’être', 'alertes n’ont pas pu l’être')}.`,
    taken: (n: number) => `${countedFr(n, 'alerte prise en charge', 'alertes prises en charge')}.`,
  },
}

type StockWorkMessages = typeof stockWorkFr

export const stockWorkEn: StockWorkMessages = {
  receive: {
    title: 'Goods received',
    text: 'Scan or type a SKU, Enter, the quantity, Enter: the line leaves and the next one begins.',
    note: 'Delivery note',
    reason: 'Reason',
    usualReason: 'Delivery of a supplier',
    sku: 'SKU',
    quantity: 'Quantity',
    add: 'Receive',
    lines: 'Received in this tab',
    none: 'Nothing yet.',
    state: 'State',
    states: { sending: 'Sending…', done: 'Received', failed: 'Not confirmed', refused: 'Refused' },
    onHand: (n) => `${n} on hand`,
    again: (sku) => `Send ${sku} again`,
    forget: (sku) => `Take ${sku} off the list`,
    sum: (lines, pieces) =>
      `${countedEn(lines, 'line received', 'lines received')}, ${countedEn(pieces, 'piece', 'pieces')}.`,
    once: 'Sending again does not count twice: each line has a key of its own.',
    clear: 'Clear the lines that are received',
    unknownSku: 'No stock is kept of this SKU.',
    openSku: 'Open',
    wrongSku: 'Letters, digits, dot, hyphen or underscore.',
  },
  import: {
    title: 'Import of stock',
    text: 'One line a SKU: sku;on_hand;low_threshold. The threshold may be left out. The header is needed.',
    file: 'CSV file',
    table: 'Or paste the table',
    overwrite: 'Also replace what is on hand of known SKUs',
    overwriteHint: 'Without it, only new SKUs are created.',
    read: (items, errors) =>
      errors === 0
        ? `${countedEn(items, 'SKU', 'SKUs')} read.`
        : `${countedEn(items, 'SKU', 'SKUs')} read, ${countedEn(errors, 'bad line', 'bad lines')}.`,
    effect: (n) =>
      `What is on hand of ${countedEn(n, 'SKU', 'SKUs')} is replaced where it differs; each difference is a movement.`,
    run: 'Import',
    progress: (done, all) => `${done} of ${all}`,
    outcomes: (created, changed, unchanged) =>
      `${created} created, ${changed} changed, ${unchanged} unchanged.`,
    stopped: 'The import stopped. Run it again: what is done is not done twice.',
    errors: 'Bad lines',
    line: 'Line',
    fault: 'What is wrong',
    faults: {
      header: 'The header needs sku and on_hand.',
      sku: 'The SKU is missing or has a character that is not allowed.',
      onHand: 'on_hand: a whole number from 0 to 1,000,000.',
      lowThreshold: 'low_threshold: a whole number from 0 to 1,000,000.',
      twice: 'This SKU is further up already.',
    },
  },
  alerts: {
    title: 'Stock alerts',
    presets: { open: 'Open', acknowledged: 'Acknowledged', closed: 'Closed' },
    columns: {
      sku: 'SKU',
      kind: 'Alert',
      available: 'Available',
      raisedAt: 'Raised',
      acknowledgedBy: 'Acknowledged by',
      action: 'To do',
    },
    acknowledge: 'Acknowledge',
    acknowledgeOne: (sku) => `Acknowledge ${sku}`,
    failed: (n) => `${countedEn(n, 'alert', 'alerts')} could not be.`,
    taken: (n) => `${countedEn(n, 'alert', 'alerts')} acknowledged.`,
  },
}
