import type { Settings, SettingsNamespace } from '@comptoir/contracts/admin/settings'

type Field = {
  readonly label: string
  /** What comes of it, and from when on. */
  readonly effect: string
}

/** What each concern and each setting is called: one that is missing does not compile. */
export type SettingTexts = {
  readonly [N in SettingsNamespace]: {
    readonly title: string
    readonly text: string
    readonly fields: Readonly<Record<keyof Settings[N], Field>>
  }
}

export const settingTextsFr: SettingTexts = {
  shop: {
    title: 'La boutique',
    text: 'Qui est la boutique, pour ses clients : sites et e-mails.',
    fields: {
      name: { label: 'Nom', effect: 'En tête des sites et des e-mails.' },
      address: { label: 'Adresse', effect: 'Au pied des sites et des e-mails.' },
      email: { label: 'E-mail de contact', effect: 'Où les clients écrivent.' },
      demo: {
        label: 'Boutique de démonstration',
        effect: 'Les sites disent que rien n’est vendu.',
      },
    },
  },
  seller: {
    title: 'Le vendeur',
    text: 'Qui vend, comme la loi le veut sur les factures. Compte pour celles émises ensuite.',
    fields: {
      name: { label: 'Raison sociale', effect: 'Sur les factures et les avoirs.' },
      legalForm: { label: 'Forme juridique et capital', effect: 'Sur les factures.' },
      address: { label: 'Adresse du siège', effect: 'Une ligne par ligne, de deux à six.' },
      siren: { label: 'SIREN', effect: 'Neuf chiffres, sur les factures et dans le FEC.' },
      rcs: { label: 'RCS', effect: 'Sur les factures.' },
      vatNumber: { label: 'Numéro de TVA', effect: 'Sur les factures, et pour interroger VIES.' },
      email: { label: 'E-mail de facturation', effect: 'Sur les factures.' },
      phone: { label: 'Téléphone', effect: 'Sur les factures, s’il y en a un.' },
    },
  },
  legal: {
    title: 'Textes légaux',
    text: 'À partir de quel jour compte la version actuelle de chaque texte.',
    fields: {
      termsVersion: { label: 'Conditions de vente', effect: 'Chaque commande garde la sienne.' },
      privacyVersion: { label: 'Données personnelles', effect: 'Affichée sur les sites.' },
      noticeVersion: { label: 'Mentions légales', effect: 'Affichée sur les sites.' },
      withdrawalVersion: { label: 'Rétractation', effect: 'Affichée sur les sites.' },
    },
  },
  delivery: {
    title: 'Livraison',
    text: 'Où et quand la boutique livre. Les tarifs ont leur page.',
    fields: {
      countries: {
        label: 'Pays livrés',
        effect: 'Codes de deux lettres ; aucun : partout où il y a un tarif.',
      },
      cutOffTime: { label: 'Heure limite', effect: 'Commandé avant : parti le jour ouvré même.' },
      shopTimeZone: { label: 'Fuseau horaire', effect: 'Les horloges de l’heure limite.' },
    },
  },
  orders: {
    title: 'Commandes',
    text: 'Ce qu’une commande promet quand elle est passée ; celles d’avant gardent leur promesse.',
    fields: {
      guestOrders: {
        label: 'Commandes sans compte',
        effect: 'Chacun peut acheter sans s’inscrire.',
      },
      guestTokenDays: {
        label: 'Accès sans compte, en jours',
        effect: 'Combien de temps le lien d’un invité ouvre sa commande.',
      },
      paymentDeadlineSeconds: {
        label: 'Délai de paiement, en secondes',
        effect: 'Puis la commande expire ; le stock est tenu dix minutes de plus.',
      },
      paymentLinkDays: {
        label: 'Lien de paiement, en jours',
        effect: 'Pour une commande passée par l’équipe.',
      },
      transferDays: { label: 'Virement, en jours', effect: 'Combien de temps il est attendu.' },
      draftDays: {
        label: 'Brouillons, en jours',
        effect: 'Inchangé si longtemps, il est supprimé.',
      },
      transferHolder: { label: 'Titulaire du compte', effect: 'À qui virer, dès les suivantes.' },
      transferIban: { label: 'IBAN', effect: 'Où virer, dès les commandes suivantes.' },
      transferBic: { label: 'BIC', effect: 'S’il est utile.' },
    },
  },
  returns: {
    title: 'Retours',
    text: 'Du délai promis et de celui du jour du retour, le plus long compte ; quatorze jours au moins.',
    fields: {
      returnWindowDays: { label: 'Délai de retour, en jours', effect: 'Après la livraison.' },
      returnSendDays: { label: 'Délai d’envoi, en jours', effect: 'Une fois le retour accepté.' },
      freeReturns: { label: 'Retours gratuits', effect: 'La boutique paie toute étiquette.' },
      returnLabelPrice: {
        label: 'Prix d’une étiquette',
        effect: 'Retenu sur le remboursement quand un colis part avec elle.',
      },
    },
  },
  payments: {
    title: 'Moyens de paiement',
    text: 'Ce qui est proposé, de ce dont la boutique a les clés. Éteint, il est refusé aussitôt.',
    fields: {
      card: { label: 'Carte bancaire', effect: 'Proposée au paiement.' },
      paypal: { label: 'PayPal', effect: 'Proposé au paiement.' },
    },
  },
  billing: {
    title: 'Facturation',
    text: 'Par quoi commencent les numéros émis ensuite, chacun dans une série sans trou.',
    fields: {
      invoicePrefix: { label: 'Préfixe des factures', effect: 'De deux à quatre capitales.' },
      creditNotePrefix: { label: 'Préfixe des avoirs', effect: 'De deux à quatre capitales.' },
    },
  },
  maintenance: {
    title: 'Maintenance',
    text: 'Tant qu’elle dure, les clients trouvent la boutique fermée ; l’équipe continue.',
    fields: {
      on: { label: 'Fermer la boutique', effect: 'Ce qui est en cours se termine.' },
      retryAfterSeconds: {
        label: 'Revenir après, en secondes',
        effect: 'Ce qui est dit aux programmes.',
      },
      messageFr: { label: 'Message en français', effect: 'Ce que les clients lisent.' },
      messageEn: { label: 'Message en anglais', effect: 'Ce que les clients lisent.' },
    },
  },
}

export const settingTextsEn: SettingTexts = {
  shop: {
    title: 'The shop',
    text: 'Who the shop is to its customers: sites and emails.',
    fields: {
      name: { label: 'Name', effect: 'At the head of sites and emails.' },
      address: { label: 'Address', effect: 'At the foot of sites and emails.' },
      email: { label: 'Contact email', effect: 'Where customers write to.' },
      demo: { label: 'Demonstration shop', effect: 'The sites say that nothing is sold.' },
    },
  },
  seller: {
    title: 'The seller',
    text: 'Who sells, as the law wants it on invoices. It counts for those issued from now on.',
    fields: {
      name: { label: 'Company name', effect: 'On invoices and credit notes.' },
      legalForm: { label: 'Legal form and capital', effect: 'On invoices.' },
      address: { label: 'Registered address', effect: 'A line for each line, two to six.' },
      siren: { label: 'SIREN', effect: 'Nine digits, on invoices and in the FEC.' },
      rcs: { label: 'RCS', effect: 'On invoices.' },
      vatNumber: { label: 'VAT number', effect: 'On invoices, and to ask VIES.' },
      email: { label: 'Billing email', effect: 'On invoices.' },
      phone: { label: 'Phone', effect: 'On invoices, if there is one.' },
    },
  },
  legal: {
    title: 'Legal texts',
    text: 'From which day on the present version of each text counts.',
    fields: {
      termsVersion: { label: 'Terms of sale', effect: 'Each order keeps its own.' },
      privacyVersion: { label: 'Privacy', effect: 'Shown on the sites.' },
      noticeVersion: { label: 'Legal notice', effect: 'Shown on the sites.' },
      withdrawalVersion: { label: 'Withdrawal', effect: 'Shown on the sites.' },
    },
  },
  delivery: {
    title: 'Delivery',
    text: 'Where and when the shop delivers. Tariffs have a page of their own.',
    fields: {
      countries: {
        label: 'Countries',
        effect: 'Codes of two letters; none: wherever there is a tariff.',
      },
      cutOffTime: { label: 'Cut-off time', effect: 'Ordered before: it leaves that working day.' },
      shopTimeZone: { label: 'Time zone', effect: 'The clocks of the cut-off time.' },
    },
  },
  orders: {
    title: 'Orders',
    text: 'What an order promises when it is placed; those from before keep their promise.',
    fields: {
      guestOrders: { label: 'Orders without an account', effect: 'Anyone may buy unregistered.' },
      guestTokenDays: {
        label: 'Access without an account, in days',
        effect: 'How long the link of a guest opens its order.',
      },
      paymentDeadlineSeconds: {
        label: 'Payment deadline, in seconds',
        effect: 'Then the order expires; stock is held ten minutes longer.',
      },
      paymentLinkDays: { label: 'Payment link, in days', effect: 'Of an order that staff placed.' },
      transferDays: { label: 'Bank transfer, in days', effect: 'How long it is waited for.' },
      draftDays: { label: 'Drafts, in days', effect: 'Unchanged for so long, one is deleted.' },
      transferHolder: { label: 'Account holder', effect: 'Whom to pay, from the next order on.' },
      transferIban: { label: 'IBAN', effect: 'Where to pay, from the next order on.' },
      transferBic: { label: 'BIC', effect: 'If it is of use.' },
    },
  },
  returns: {
    title: 'Returns',
    text: 'Of what was promised and what is said on the day, the longer time counts; fourteen days at least.',
    fields: {
      returnWindowDays: { label: 'Return window, in days', effect: 'After the delivery.' },
      returnSendDays: { label: 'Time to send, in days', effect: 'Once the return is approved.' },
      freeReturns: { label: 'Free returns', effect: 'The shop pays for every label.' },
      returnLabelPrice: {
        label: 'Price of a label',
        effect: 'Withheld from the refund once a parcel has left with it.',
      },
    },
  },
  payments: {
    title: 'Ways to pay',
    text: 'What is offered, of what the shop has the keys of. Switched off, it is refused at once.',
    fields: {
      card: { label: 'Card', effect: 'Offered at checkout.' },
      paypal: { label: 'PayPal', effect: 'Offered at checkout.' },
    },
  },
  billing: {
    title: 'Billing',
    text: 'What numbers issued from now on begin with, each in a series without gaps.',
    fields: {
      invoicePrefix: { label: 'Prefix of invoices', effect: 'Two to four capital letters.' },
      creditNotePrefix: { label: 'Prefix of credit notes', effect: 'Two to four capital letters.' },
    },
  },
  maintenance: {
    title: 'Maintenance',
    text: 'As long as it lasts, customers find the shop closed; staff go on.',
    fields: {
      on: { label: 'Close the shop', effect: 'What is under way ends.' },
      retryAfterSeconds: {
        label: 'Come back after, in seconds',
        effect: 'What programs are told.',
      },
      messageFr: { label: 'Message in French', effect: 'What customers read.' },
      messageEn: { label: 'Message in English', effect: 'What customers read.' },
    },
  },
}
