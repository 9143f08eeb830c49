// Documents: the list of them, or one of them with its text. Files can be dropped on either.
import { useEffect, useRef } from "preact/hooks";
import { focusHeading } from "../../shell/PlaceView";
import { route } from "../../shell/route";
import { DropArea } from "./add/DropArea";
import { IntakeQuestion } from "./add/IntakeQuestion";
import { DocumentList } from "./list/DocumentList";
import { OneDocument } from "./one/OneDocument";
import "./documents.css";

export default function Documents() {
  const path = route.value.rest;
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path) focusHeading();
    before.current = path;
  }, [path]);
  return (
    <DropArea>
      {path ? <OneDocument key={path} path={path} /> : <DocumentList />}
      <IntakeQuestion />
    </DropArea>
  );
}
