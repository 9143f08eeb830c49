// Frameworks where there is little room. Names of sources are the same in every language.
const SHORT: Readonly<Record<string, string>> = {
  "imdrf-n60": "IMDRF N60",
  "imdrf-n70": "IMDRF N70",
  "imdrf-n73": "IMDRF N73",
  "mdcg-2019-16": "MDCG 2019-16",
  "eu-gspr": "EU MDR/IVDR",
  "ig-nb": "IG-NB",
};

export function shortName(framework: string): string {
  return SHORT[framework] ?? framework;
}
