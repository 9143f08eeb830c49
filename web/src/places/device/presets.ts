// Typical devices, as a start. A preset answers every question; what it does not name is "no".
import { QUESTIONS, factsOfQuestion } from "./questions";

export const PRESETS = ["pump", "cloud", "phone", "analyser", "implant", "alone"] as const;
export type PresetId = (typeof PRESETS)[number];

const CONNECTED = ["interface", "networked", "transfers-data", "personal-data", "uses-crypto"];
const OPERATED = ["user-access", "user-login", "multi-user", "session-based", "configurable"];
const UPDATED = ["third-party-software", "open-source-software", "updatable", "remotely-updatable"];
const REGULATED = ["class-iia-plus", "submission-required", "fielded"];

const TRUE_OF: Record<PresetId, readonly string[]> = {
  pump: [
    ...CONNECTED, ...OPERATED, ...UPDATED, ...REGULATED, "physical-device", "patient-connected", "emergency-use",
    "operator-environment", "relies-on-environment", "user-workstation", "admin-workstation", "combination",
    "multi-device-system", "wireless", "physical-port", "remote-commands", "legacy-peer", "service-access",
    "stores-safety-data", "firmware", "os-or-platform", "third-party-platform",
  ],
  cloud: [
    ...CONNECTED, ...OPERATED, ...UPDATED, ...REGULATED, "software-only", "user-workstation", "cloud", "remote-access",
    "service-access", "stores-safety-data", "os-or-platform", "third-party-platform", "relies-on-environment", "multi-market",
  ],
  phone: [
    ...CONNECTED, ...UPDATED, ...REGULATED, "physical-device", "patient-connected", "home-use", "combination",
    "multi-device-system", "wireless", "cloud", "user-access", "lay-user", "user-login", "session-based", "configurable",
    "firmware", "os-or-platform", "third-party-platform", "mobile-platform", "multi-market",
  ],
  analyser: [
    ...CONNECTED, ...OPERATED, ...UPDATED, ...REGULATED, "physical-device", "ivd", "operator-environment",
    "relies-on-environment", "admin-workstation", "user-workstation", "combination", "multi-device-system", "physical-port",
    "removable-media", "legacy-peer", "remote-access", "service-access", "stores-safety-data", "firmware", "os-or-platform",
    "third-party-platform",
  ],
  implant: [
    ...CONNECTED, ...OPERATED, ...UPDATED, ...REGULATED, "physical-device", "implantable", "patient-connected",
    "emergency-use", "operator-environment", "home-use", "lay-user", "user-workstation", "combination", "multi-device-system",
    "wireless", "physical-port", "remote-commands", "service-access", "stores-safety-data", "firmware", "os-or-platform",
    "multi-market",
  ],
  alone: [
    "class-iia-plus", "submission-required", "fielded", "physical-device", "patient-connected", "user-access",
    "configurable", "service-access", "stores-safety-data", "firmware", "third-party-software",
  ],
};

export function preset(id: PresetId): Record<string, boolean> {
  const all = QUESTIONS.flatMap(factsOfQuestion);
  return Object.fromEntries(all.map((fact) => [fact, TRUE_OF[id].includes(fact)]));
}

/** How many answers a profile would change, and how many there were. */
export function difference(before: Readonly<Record<string, boolean>>, after: Readonly<Record<string, boolean>>): { had: number; changes: number } {
  const had = Object.keys(before);
  return { had: had.length, changes: had.filter((fact) => before[fact] !== after[fact]).length };
}
