import type { Texts } from "../en";
import { formatsOf } from "../format";

const { plural, number, list } = formatsOf("de-DE");

export const report: Texts["report"] = {
  title: "Bericht",
  lead: "Wie viel des erwarteten Inhalts gefunden wurde und was als Nächstes zu schreiben ist.",
  views: "Ansicht",
  view: { report: "Bericht", compare: "Vergleich" },
  waiting: "Der Bericht erscheint, sobald die Dokumente geprüft sind.",
  head: (name, day) => `${name}, ${day}`,
  print: "Drucken oder als PDF sichern",

  summary: {
    looked: (documents) =>
      documents === 0
        ? "Es wurden keine Dokumente geprüft: Was hier steht, beruht allein auf Entscheidungen."
        : plural(documents, { one: "# Dokument wurde geprüft.", other: "# Dokumente wurden geprüft." }),
    apply: (requirements, frameworks) =>
      `Auf das Produkt ${plural(requirements, { one: "trifft # Anforderung", other: "treffen # Anforderungen" })} aus ${plural(frameworks, { one: "# Regelwerk", other: "# Regelwerken" })} zu.`,
    none: "Mit den jetzigen Antworten und Regelwerken trifft keine Anforderung zu.",
    stand: ({ met, begun, lacking, person, waived }) => {
      const parts = [
        `${number(met)} erfüllt`,
        begun + lacking > 0 && `${number(begun + lacking)} offen (${number(begun)} begonnen, ${number(lacking)} nicht gefunden)`,
        person > 0 && `${number(person)} von einer Person zu beurteilen`,
        waived > 0 && `${number(waived)} ausgenommen`,
      ];
      return `Davon sind ${list(parts.filter((part) => part !== false))}.`;
    },
    judge: "Gefundener Inhalt muss nicht richtig sein: Ob er genügt, muss ein Mensch beurteilen.",
    unknown: (questions) =>
      plural(questions, {
        one: "# Frage zum Produkt ist nicht beantwortet; was von ihr abhängt, gilt als zutreffend.",
        other: "# Fragen zum Produkt sind nicht beantwortet; was von ihnen abhängt, gilt als zutreffend.",
      }),
    bar: "Alle zutreffenden Anforderungen",
  },

  coverage: {
    title: "Abdeckung",
    byFramework: "Nach Regelwerk",
    byStage: "Nach Regelwerk und Phase des Lebenszyklus",
    caption: "Erfüllte Anforderungen nach Regelwerk und Phase des Lebenszyklus",
    hint: "Anteil der zutreffenden Anforderungen, die erfüllt sind. Jede Zahl führt zu diesen Anforderungen in der Checkliste.",
    corner: "Regelwerk",
    all: "Alle Phasen",
    met: (met, all) => `${number(met)} von ${number(all)} erfüllt`,
    square: (framework, stage, met, all) => `${framework}, ${stage}: ${number(met)} von ${number(all)} erfüllt`,
  },

  gaps: {
    title: "Was als Nächstes zu schreiben ist",
    lead: (gaps) =>
      plural(gaps, {
        one: "# Thema ist offen. Dabei steht, was der Text für Ihr Produkt aussagen muss und wohin er gehört.",
        other: "# Themen sind offen, die dringendsten zuerst. Bei jedem steht, was der Text für Ihr Produkt aussagen muss und wohin er gehört.",
      }),
    none: "Es ist nichts mehr zu schreiben: Zu jedem Thema, das die Anforderungen verlangen, wurde etwas gefunden oder entschieden.",
    order: "Reihenfolge",
    orders: { urgency: "Nach Dringlichkeit", place: "Nach Dokument" },
    lacks: "einzelne Punkte fehlen",
    must: "Der Text muss aussagen",
    notEnough: "Genügt nicht",
    points: "Diese Anforderungen verlangen einen Punkt, der im Text fehlt. Eines der Wörter würde ihn zeigen:",
    more: (words) => `und ${number(words)} weitere`,
    where: "Wo",
    document: (path, line) => (line === undefined ? path : `${path}, Zeile ${number(line)}`),
    section: (heading) => `in einem Abschnitt wie „${heading}“`,
    create: (kind) => `Neues Dokument: ${kind}`,
    anywhere: "Wo es am besten passt",
    behind: (requirements) => plural(requirements, { one: "# Anforderung", other: "# Anforderungen" }),
    behindAll: "Anforderungen dahinter",
    open: (count) => plural(count, { one: "# Thema", other: "# Themen" }),
    showAll: (count) => `Alle ${number(count)} Themen zeigen`,
  },

  documents: {
    title: "Nach Dokument",
    none: "In diesem Projekt sind noch keine Dokumente. Fügen Sie welche hinzu, um zu sehen, was sie zeigen.",
    toDocuments: "Zu den Dokumenten",
    document: "Dokument",
    kind: "Erkannt als",
    other: "Keine bekannte Art",
    shows: "Zeigt von dem, was seine Art zeigen soll",
    inAll: "Themen insgesamt",
    blanks: "Noch auszufüllen",
    share: (shown, partly, expected) =>
      expected === 0 ? "nichts erwartet" : `${number(shown)} von ${number(expected)}${partly > 0 ? `, ${number(partly)} zur Hälfte` : ""}`,
  },

  findings: {
    title: "Befunde",
    none: "Keine Befunde.",
    groups: {
      error: (count) => plural(count, { one: "# Fehler", other: "# Fehler" }),
      warning: (count) => plural(count, { one: "# Warnung", other: "# Warnungen" }),
      info: (count) => plural(count, { one: "# Hinweis", other: "# Hinweise" }),
    },
    place: (path, line) => `${path}, Zeile ${number(line)}`,
    whole: "Alle Dokumente",
    why: "Warum",
    help: "Was zu tun ist",
    showAll: (count) => `Alle ${number(count)} zeigen`,
  },

  questions: {
    title: "Offene Fragen",
    lead: "Diese Fragen hat noch niemand beantwortet. Was von ihnen abhängt, gilt als zutreffend.",
    subject: "Das Produkt … (Texte auf Englisch)",
    depend: (requirements) => plural(requirements, { one: "# Anforderung hängt davon ab", other: "# Anforderungen hängen davon ab" }),
    answer: "Im Bereich Produkt beantworten",
  },

  decided: {
    title: "Entscheidungen und Ausnahmen",
    none: "Niemand hat etwas abweichend von den Dokumenten oder zusätzlich entschieden.",
    status: "Entschieden",
    waived: "trifft nicht zu oder ist ausgenommen",
    found: (status) => `die Dokumente allein: ${status}`,
    requirements: "Anforderungen",
    reason: "Begründung",
    noReason: "keine Begründung",
    evidence: "Nachweis",
    note: "Notiz",
    owner: "Verantwortlich",
    date: "Datum",
    expires: (day) => `bis ${day}`,
    excused: "Ausgenommene Befunde",
  },

  about: {
    title: "Über diesen Bericht",
    made: (version, catalogue, day) => `Erstellt am ${day} mit medlint ${version}, Katalog ${catalogue}, auf dem eigenen Computer der Verfasserin oder des Verfassers.`,
    limits: "medlint sucht nach Inhalten, die die folgenden Quellen erwarten. Ihre Anforderungen sind auf Englisch umschrieben; maßgeblich ist die Quelle. Texte in Anführungszeichen stammen aus den Dokumenten.",
  },

  exports: {
    menu: "Exportieren",
    done: (name) => `„${name}“ wurde erstellt. Sie finden die Datei bei Ihren Downloads.`,
    failed: "Die Datei konnte nicht erstellt werden. Ihre Arbeit ist sicher; versuchen Sie es noch einmal.",
    formats: {
      html: { label: "Bericht als Webseite", hint: "Für Kollegium, Prüfende und Ablage: eine Datei, die sich überall öffnen lässt (Englisch)" },
      markdown: { label: "Kurzbericht als Markdown", hint: "Für Tickets, Wikis und Merge Requests (Englisch)" },
      csv: { label: "Nachverfolgung als CSV", hint: "Für die Tabellenkalkulation: jede Anforderung mit ihrem Nachweis" },
      json: { label: "Bewertung als JSON", hint: "Für Programme und zum späteren Vergleich: dasselbe wie „medlint check --format json“" },
      toml: { label: "medlint.toml", hint: "Für Befehl, Editor und CI: Produkt, Dokumentarten, Entscheidungen und Ausnahmen" },
      "ig-nb-markdown": { label: "IG-NB-Fragenkatalog als Markdown", hint: "Für die Benannte Stelle: jede Frage mit Dokument und Abschnitt" },
      "ig-nb-csv": { label: "IG-NB-Fragenkatalog als CSV", hint: "Dasselbe für die Tabellenkalkulation" },
      "gspr-markdown": { label: "Checkliste Anhang I als Markdown", hint: "Für die technische Dokumentation: jeder Abschnitt mit Sicherheitsbezug, ob er gilt, und der Nachweis (Englisch)" },
      "gspr-csv": { label: "Checkliste Anhang I als CSV", hint: "Dasselbe für die Tabellenkalkulation" },
    },
    ends: {
      html: "Bericht.html",
      markdown: "Bericht.md",
      csv: "Nachverfolgung.csv",
      json: "Bewertung.json",
      toml: ".medlint.toml",
      "ig-nb-markdown": "IG-NB-Fragenkatalog.md",
      "ig-nb-csv": "IG-NB-Fragenkatalog.csv",
      "gspr-markdown": "Checkliste-Anhang-I.md",
      "gspr-csv": "Checkliste-Anhang-I.csv",
    },
  },

  compare: {
    lead: "Wählen Sie zwei Bewertungen und sehen Sie, was sich zwischen ihnen geändert hat.",
    before: "Vorher",
    after: "Nachher",
    choose: "Auswählen …",
    open: (name) => `${name} (jetzt geöffnet)`,
    file: (name) => `Datei ${name}`,
    addFile: "Bewertung aus Datei öffnen",
    fileHint: "Eine Datei „Bewertung als JSON“ oder die Ausgabe von medlint check --format json. Sie wird nur für den Vergleich gelesen; am Projekt ändert sich nichts.",
    swap: "Tauschen",
    empty: "Noch nichts zu vergleichen",
    emptyText: "Exportieren Sie heute eine Bewertung als JSON und öffnen Sie sie hier in einem Monat, oder wählen Sie ein anderes Projekt.",
    working: "Das Projekt wird geprüft …",
    catalogues: "Die beiden Bewertungen beruhen auf verschiedenen Katalogen. Anforderungen, die nur einer kennt, stehen unter „Neu zutreffend“ oder „Nicht mehr zutreffend“.",
    frameworks: (names) => `Nur eine der beiden hat ${list(names)} betrachtet.`,
    same: "Beide Bewertungen sagen zu jeder Anforderung dasselbe.",
    summary: (before, after) => `Von ${before} zu ${after}`,
    kinds: {
      better: "Besser",
      worse: "Schlechter",
      otherwise: "Anders entschieden",
      evidence: "Anderer Nachweis",
      applies: "Neu zutreffend",
      "no-longer": "Nicht mehr zutreffend",
    },
    hints: {
      better: "Es wurde mehr gefunden, oder eine Person hat so entschieden.",
      worse: "Es wurde weniger gefunden, oder eine Person hat so entschieden.",
      otherwise: "Ausgenommen, nicht mehr ausgenommen oder jetzt von einer Person zu beurteilen.",
      evidence: "Derselbe Stand, an anderer Stelle oder mit anderen Worten gezeigt.",
      applies: "Trifft nur in der späteren Bewertung zu oder wurde nur dort betrachtet.",
      "no-longer": "Traf nur in der früheren Bewertung zu oder wurde nur dort betrachtet.",
    },
    framework: "Regelwerk",
    total: "Alle",
    met: "Erfüllt",
    change: "Änderung",
    requirement: "Anforderung",
    from: (status) => `vorher: ${status}`,
    to: (status) => `nachher: ${status}`,
    showAll: (count) => `Alle ${number(count)} zeigen`,
    problem: {
      "no-json": (name) => `„${name}“ ist keine JSON-Datei. Wählen Sie eine Datei „Bewertung als JSON“. Es wurde nichts geändert.`,
      foreign: (name) => `„${name}“ ist zwar JSON, aber keine Bewertung von medlint. Wählen Sie eine Datei „Bewertung als JSON“. Es wurde nichts geändert.`,
      newer: (name) => `„${name}“ stammt von einem neueren medlint, als diese Seite kennt. Laden Sie die Seite neu, um die neuere Version zu erhalten. Es wurde nichts geändert.`,
      damaged: (name) => `„${name}“ ist eine Bewertung von medlint, aber Teile davon fehlen oder sind beschädigt. Exportieren Sie sie noch einmal. Es wurde nichts geändert.`,
      unreadable: (name) => `„${name}“ konnte nicht vom Datenträger gelesen werden. Es wurde nichts geändert.`,
      project: (name) => `Das Projekt „${name}“ konnte nicht geprüft werden. Es wurde nichts geändert.`,
    },
  },
};
