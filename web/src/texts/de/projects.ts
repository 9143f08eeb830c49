import type { Texts } from "../en";
import { formatsOf } from "../format";

const { plural, number, list } = formatsOf("de-DE");

export const projects: Texts["projects"] = {
  title: "Projekte",
  lead: "Ihre Arbeit, gespeichert in diesem Browser.",
  create: "Neues Projekt",
  exportAll: "Alle Projekte exportieren",
  isOpen: "jetzt geöffnet",
  more: (name) => `Aktionen für ${name}`,
  actions: "Aktionen",
  rename: "Umbenennen",
  renamed: "Projekt umbenannt",
  name: "Name",
  save: "Speichern",
  duplicate: "Duplizieren",
  duplicated: (name) => `„${name}“ wurde angelegt.`,
  exportOne: "Als Datei exportieren",
  remove: "Löschen",
  changed: (day) => `Geändert ${day}`,
  documents: (count) => (count === 0 ? "Keine Dokumente" : plural(count, { one: "# Dokument", other: "# Dokumente" })),
  standing: (met, open) => `${number(met)} erfüllt, ${number(open)} offen`,
  notExported: (count) =>
    plural(count, { one: "# Projekt ist nicht lesbar und fehlt in der Datei.", other: "# Projekte sind nicht lesbar und fehlen in der Datei." }),
  file: { one: "Projekt.json", all: "alle-Projekte.json" },

  welcome: {
    title: "Zeigt Ihre Dokumentation die Cybersicherheit, nach der Prüfende suchen?",
    text: "medlint kennt rund tausend Anforderungen von IMDRF, MDCG, aus dem EU-Recht und aus dem Fragenkatalog der Benannten Stellen und sagt Ihnen, welche auf Ihr Medizinprodukt zutreffen. Es liest Ihre Dokumente, zeigt, was sie schon aussagen und was als Nächstes wo zu schreiben ist. All das geschieht in diesem Browser: Nichts verlässt Ihren Computer, und Sie brauchen kein Konto.",
    device: { label: "Fragen zu meinem Produkt beantworten", hint: "In etwa fünf Minuten sehen, welche Anforderungen zutreffen" },
    documents: { label: "Meine Dokumente hinzufügen", hint: "Sehen, was sie zeigen; Markdown- und Textdateien" },
    example: { label: "Das Beispiel öffnen", hint: "Zwölf Dokumente einer erfundenen Infusionspumpe (Englisch)" },
    kept: "Ihre Arbeit wird von selbst in diesem Browser gespeichert. Sie können sie jederzeit exportieren.",
  },

  bring: {
    title: "Importieren",
    text: "Wählen Sie Dateien aus oder ziehen Sie sie auf diese Seite: ein exportiertes Projekt, alle Projekte, eine medlint.toml oder eine Bewertung als JSON. Aus einer medlint.toml und aus einer Bewertung wird ein Projekt mit Produkt, Entscheidungen und Ausnahmen, aber ohne Dokumente.",
    choose: "Dateien auswählen",
    one: (name) => `„${name}“ wurde importiert und ist geöffnet.`,
    many: (count) => `${number(count)} Projekte wurden importiert.`,
    assessment: (file) => `„${file}“ ist eine Bewertung: Aus ihrem Produkt, ihren Entscheidungen und Ausnahmen wird ein Projekt. Die Dokumente enthält sie nicht; fügen Sie diese wieder hinzu.`,
    partly: (file, count) =>
      plural(count, {
        one: `# Projekt in „${file}“ ist beschädigt oder stammt aus einer neueren Version und wurde ausgelassen.`,
        other: `# Projekte in „${file}“ sind beschädigt oder stammen aus einer neueren Version und wurden ausgelassen.`,
      }),
    undoReplace: () => "Vorherigen Stand zurückholen",
    noRoom: "In diesem Browser ist kein Speicherplatz mehr frei, deshalb wurde dies nicht gespeichert. Sonst hat sich nichts geändert. Löschen Sie, was Sie nicht mehr brauchen, und versuchen Sie es noch einmal.",
    knownTitle: "Schon vorhanden",
    known: (names) => `${list(names.map((name) => `„${name}“`))} ${names.length === 1 ? "ist" : "sind"} in diesem Browser schon vorhanden. Beides behalten oder den jetzigen Stand durch die Datei ersetzen?`,
    replace: "Ersetzen",
    both: "Beides behalten",
    problem: {
      foreign: (file) => `„${file}“ ist keine Datei von medlint. Importieren lassen sich exportierte Projekte, medlint.toml und Bewertungen als JSON; Dokumente gehören in den Bereich Dokumente. Es wurde nichts geändert.`,
      newer: (file) => `„${file}“ stammt aus einer neueren Version. Laden Sie die Seite neu, um diese Version zu erhalten, und importieren Sie die Datei dann noch einmal. Es wurde nichts geändert.`,
      damaged: (file) => `„${file}“ ist beschädigt und nicht lesbar. Exportieren Sie die Datei wenn möglich noch einmal. Es wurde nichts geändert.`,
      unreadable: (file) => `„${file}“ konnte nicht vom Datenträger gelesen werden. Es wurde nichts geändert.`,
      engine: (file) => `Für „${file}“ wird das Prüfprogramm gebraucht, das nicht antwortet. Versuchen Sie es später noch einmal. Es wurde nichts geändert.`,
      toml: (file, line, message, more) =>
        `„${file}“ enthält Fehler. Zeile ${line}: ${message}${more > 0 ? ` (und ${number(more)} weitere)` : ""}. Korrigieren Sie die Datei und importieren Sie sie noch einmal. Es wurde nichts geändert.`,
    },
  },

  unreadable: {
    title: "Dieses Projekt löschen?",
    text: (name) => `„${name}“ ist mit dieser Version der Seite nicht lesbar und lässt sich deshalb nach dem Löschen nicht zurückholen.`,
    remove: "Endgültig löschen",
  },

  unsaved: {
    title: "Ihre letzten Änderungen sind nicht gespeichert",
    text: "Wenn Sie jetzt zu einem anderen Projekt wechseln, gehen die letzten Änderungen am geöffneten verloren. Exportieren Sie es zuerst; die Datei lässt sich wieder importieren.",
    leave: "Ohne Speichern wechseln",
  },

  storage: {
    title: "Wo Ihre Arbeit liegt",
    where: "Ihre Projekte und Dokumente liegen im Speicher dieses Browsers auf diesem Computer und nirgendwo sonst. Ein anderer Browser oder Computer sieht sie nicht: Nehmen Sie sie mit einem Export dorthin mit.",
    cleared: "Wenn Sie im Browser die Daten dieser Website löschen oder ein privates Fenster schließen, sind sie weg. Exportieren Sie, was Ihnen wichtig ist.",
    room: (used, quota) => `medlint belegt ${used}; dieser Browser erlaubt bis zu ${quota}.`,
    persist: "Dauerhaft behalten",
    persistHint: "Ist der Datenträger fast voll, dürfen Browser den Speicher von Websites leeren. Hiermit bitten Sie den Browser, das nicht zu tun.",
    persistent: "Der Browser hat zugesagt, diesen Speicher nicht von selbst zu leeren.",
    refused: "Der Browser hat nicht zugestimmt. Oft tut er es, wenn Sie die Seite mehrmals besucht oder installiert haben. Exportieren Sie Ihre Projekte ab und zu.",
  },

  everything: {
    button: "Alles in diesem Browser löschen",
    title: "Alles löschen?",
    text: (count) =>
      `${plural(count, { one: "# Projekt wird mit allen Dokumenten und Entscheidungen", other: "# Projekte werden mit allen Dokumenten und Entscheidungen" })} aus diesem Browser gelöscht. Sie können das rückgängig machen, solange die folgende Meldung zu sehen ist.`,
    unreadable: (count) =>
      plural(count, {
        one: "# davon ist mit dieser Version nicht lesbar und lässt sich nicht zurückholen.",
        other: "# davon sind mit dieser Version nicht lesbar und lassen sich nicht zurückholen.",
      }),
    confirm: "Alles löschen",
    done: "Alles wurde aus diesem Browser gelöscht.",
  },

  selftest: {
    title: "Selbsttest",
    text: "Wer nach ISO 13485 arbeitet, validiert Software, auf die sich das Qualitätsmanagement stützt. Im Selbsttest beurteilt das Prüfprogramm dieser Seite mitgelieferte Texte, so wie der Befehl „medlint selftest“, und erstellt ein Protokoll für Ihre Akten. Das dauert einige Sekunden.",
    run: "Selbsttest starten",
    running: "Der Selbsttest läuft …",
    failed: "Der Selbsttest konnte nicht ausgeführt werden. Laden Sie die Seite neu und versuchen Sie es erneut.",
    holds: (version) => `Das Prüfprogramm berechnet in diesem Browser Byte für Byte dasselbe wie Version ${version}.`,
    differs: (version) => `Das Prüfprogramm berechnet in diesem Browser etwas anderes als Version ${version}. Verwenden Sie seine Ergebnisse nicht als Nachweis.`,
    rates: (passed, cases, accepted, overlooked) =>
      `${passed} von ${cases} Fällen haben den erwarteten Zustand. In ${accepted} Fällen wurde etwas als Nachweis gewertet, das keiner ist, in ${overlooked} wurde ein Nachweis übersehen. Das sind bekannte Grenzen dieser Version; das Protokoll führt alle auf.`,
    weak: "Wo Fälle nicht bestanden wurden",
    passed: (passed, cases) => `${passed} von ${cases} bestanden`,
    save: (format) => `Protokoll als ${format} speichern`,
  },
};
