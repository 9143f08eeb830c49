// What the catalogue calls things; what it does not know (topics of an organisation's own) is called by its id.
import type { Catalogue, Kind, Requirement, Topic } from "../../../wasm/src/types";

export class Titles {
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly kinds: ReadonlyMap<string, Kind>;

  constructor(readonly catalogue: Catalogue) {
    this.requirements = new Map(catalogue.requirements.map((one) => [one.id, one]));
    this.topics = new Map(catalogue.topics.map((one) => [one.id, one]));
    this.kinds = new Map(catalogue.kinds.map((one) => [one.id, one]));
  }

  topic(id: string): string {
    return this.topics.get(id)?.title ?? id;
  }

  kind(id: string): string {
    return this.kinds.get(id)?.title ?? id;
  }
}
