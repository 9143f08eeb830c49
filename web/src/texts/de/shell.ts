import type { Texts } from "../en";

export const shell: Texts["shell"] = {
  product: "medlint",
  subject: "Cybersicherheits-Dokumentation von Medizinprodukten",
  skip: "Zum Inhalt springen",
  places: "Bereiche",
  place: { device: "Produkt", checklist: "Checkliste", documents: "Dokumente", report: "Bericht", projects: "Projekte" },
  unnamed: "Projekt ohne Namen",
  projectLabel: (name) => `Projekt: ${name}`,
  language: "Sprache",
  languages: { en: "English", de: "Deutsch" },
  theme: "Farben",
  themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
  undo: "Rückgängig",
  undone: (what) => `Rückgängig gemacht: ${what}`,
  redone: (what) => `Wiederhergestellt: ${what}`,
  save: {
    saving: "Wird gespeichert …",
    saved: "In diesem Browser gespeichert",
    blocked: "Nicht gespeichert: Dieser Browser bewahrt nichts auf",
    full: "Nicht gespeichert: kein Speicherplatz mehr",
    conflict: "Nicht gespeichert: in einem anderen Tab geändert",
  },
  storage: {
    blocked:
      "In diesem Browser kann die Seite nichts aufbewahren (privates Fenster oder Einstellungen). Sie können arbeiten, sollten Ihr Projekt aber exportieren, bevor Sie die Seite schließen.",
    full: "In diesem Browser ist kein Speicherplatz mehr frei, Ihre letzten Änderungen sind nicht gespeichert. Exportieren Sie das Projekt oder löschen Sie Projekte oder Dokumente, die Sie nicht mehr brauchen.",
    conflict: "Dieses Projekt wurde in einem anderen Tab geändert. Um beides zu behalten, speichern Sie Ihren Stand als Kopie.",
    keepCopy: "Meinen Stand als Kopie speichern",
    takeOther: "Stand des anderen Tabs zeigen",
    changedElsewhere: "Dieses Projekt wurde in einem anderen Tab geändert. Sie sehen jetzt diesen Stand.",
    copyOf: (name) => `${name} (Kopie)`,
    deleted: (name) => `Projekt „${name}“ gelöscht`,
    unreadable: {
      newer:
        "Dieses Projekt stammt aus einer neueren Version der Seite. Es wurde nicht verändert. Laden Sie die Seite neu, um die neuere Version zu erhalten.",
      damaged: "Dieses Projekt ist nicht lesbar. Es wurde nicht verändert.",
    },
  },
  engine: {
    loading: "Die Prüfung wird geladen …",
    unavailable:
      "Die Prüfung konnte nicht geladen werden. Laden Sie die Seite neu; hilft das nicht, ist Ihr Browser vielleicht zu alt oder blockiert WebAssembly.",
    panic: (path) =>
      path === undefined
        ? "Die Prüfung ist abgebrochen und wurde neu gestartet. Ihre Arbeit ist sicher."
        : `Die Prüfung ist bei „${path}“ abgebrochen und wurde ohne dieses Dokument neu gestartet. Ihre Arbeit ist sicher.`,
    refused: "Das konnte die Prüfung nicht ausführen. Ihre Arbeit ist sicher.",
    retry: "Erneut versuchen",
    dismiss: "Schließen",
  },
  error: {
    title: "Dieser Teil der Seite ist ausgefallen",
    text: "Ihre Arbeit ist sicher: Sie ist in diesem Browser gespeichert. Versuchen Sie es erneut oder wechseln Sie in einen anderen Bereich.",
    retry: "Erneut versuchen",
    details: "Technische Einzelheiten",
  },
  loading: "Wird geladen …",
  update: { ready: "Eine neue Version dieser Seite ist bereit.", reload: "Neu laden" },
  privacy: "Nichts verlässt diesen Computer.",
  versions: (engine, catalogue) => `Prüfprogramm ${engine}, Katalog ${catalogue}`,
};
