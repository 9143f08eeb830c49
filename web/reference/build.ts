import { builtInCatalogue } from "./catalogue";
import { referenceFiles } from "./pages";

/** All files of the reference, by address. */
export const files = referenceFiles(builtInCatalogue());
